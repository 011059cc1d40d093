/** Settings from a file, the environment and flags, checked as a whole before anything starts. */
@NullMarked
package io.peakday.server.settings;

import org.jspecify.annotations.NullMarked;
