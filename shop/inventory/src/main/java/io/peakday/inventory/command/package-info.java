/** What the command line has of this module: {@code stock}. */
@NullMarked
package io.peakday.inventory.command;

import org.jspecify.annotations.NullMarked;
