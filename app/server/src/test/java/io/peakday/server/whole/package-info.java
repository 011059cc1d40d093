/** A whole node for tests, and the people who use it. */
@NullMarked
package io.peakday.server.whole;

import org.jspecify.annotations.NullMarked;
