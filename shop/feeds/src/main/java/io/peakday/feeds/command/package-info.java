/** {@code import} and {@code export}. */
@NullMarked
package io.peakday.feeds.command;

import org.jspecify.annotations.NullMarked;
