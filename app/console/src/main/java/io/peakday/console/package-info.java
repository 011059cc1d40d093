/** The console: what the people who run the store see and do. */
@NullMarked
package io.peakday.console;

import org.jspecify.annotations.NullMarked;
