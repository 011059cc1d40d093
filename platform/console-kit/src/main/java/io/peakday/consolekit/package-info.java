/** What pages of the console are made of, whichever module they belong to: their frame and menu, addresses, words and drawings. */
@NullMarked
package io.peakday.consolekit;

import org.jspecify.annotations.NullMarked;
