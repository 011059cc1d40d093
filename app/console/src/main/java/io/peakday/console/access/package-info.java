/** Signing in and out. */
@NullMarked
package io.peakday.console.access;

import org.jspecify.annotations.NullMarked;
