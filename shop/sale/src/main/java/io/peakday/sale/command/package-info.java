/** What the command line has of this module: {@code sale}. */
@NullMarked
package io.peakday.sale.command;

import org.jspecify.annotations.NullMarked;
