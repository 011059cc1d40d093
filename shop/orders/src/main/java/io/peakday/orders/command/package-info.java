/** What the command line has of this module: a check of {@code doctor}. */
@NullMarked
package io.peakday.orders.command;

import org.jspecify.annotations.NullMarked;
