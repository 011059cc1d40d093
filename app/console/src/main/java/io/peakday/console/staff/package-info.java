/** Members of staff and API keys. */
@NullMarked
package io.peakday.console.staff;

import org.jspecify.annotations.NullMarked;
