/** Passwords, tokens, signatures, and the keys that all nodes share. */
@NullMarked
package io.peakday.secrets;

import org.jspecify.annotations.NullMarked;
