/** The composition root: which modules make the program, and how a node of it starts and stops. */
@NullMarked
package io.peakday.server;

import org.jspecify.annotations.NullMarked;
