/** Who is calling and what they may do: actors, sessions, permissions, and signing in with a password. */
@NullMarked
package io.peakday.identity;

import org.jspecify.annotations.NullMarked;
