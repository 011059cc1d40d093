/** Greets in several languages. */
@NullMarked
package io.peakday.greeting;

import org.jspecify.annotations.NullMarked;
