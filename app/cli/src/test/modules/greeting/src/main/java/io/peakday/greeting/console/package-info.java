/** The page of greetings. */
@NullMarked
package io.peakday.greeting.console;

import org.jspecify.annotations.NullMarked;
