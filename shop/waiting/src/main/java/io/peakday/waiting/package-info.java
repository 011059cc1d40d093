/** Waiting rooms: a fair place in line for everybody who comes, and so many let in a second. */
@NullMarked
package io.peakday.waiting;

import org.jspecify.annotations.NullMarked;
