/** Passwords and random tokens: how they are made, kept and compared. */
@NullMarked
package io.peakday.identity.secret;

import org.jspecify.annotations.NullMarked;
