/** The page about who did what. */
@NullMarked
package io.peakday.audit.console;

import org.jspecify.annotations.NullMarked;
