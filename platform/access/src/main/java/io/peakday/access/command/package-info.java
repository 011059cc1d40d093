/** The commands about staff and keys. */
@NullMarked
package io.peakday.access.command;

import org.jspecify.annotations.NullMarked;
