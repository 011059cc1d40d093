/** What is done with a person's data at that person's wish. */
@NullMarked
package io.peakday.console.privacy;

import org.jspecify.annotations.NullMarked;
