/** The index among the figures of a node's health. */
@NullMarked
package io.peakday.search.console;

import org.jspecify.annotations.NullMarked;
