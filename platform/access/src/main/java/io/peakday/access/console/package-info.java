/** Signing in and out of the console, the own account, staff, API keys and shared keys. */
@NullMarked
package io.peakday.access.console;

import org.jspecify.annotations.NullMarked;
