/** Every route of a running node, asked everything but what it expects. */
@NullMarked
package io.peakday.server.fuzz;

import org.jspecify.annotations.NullMarked;
