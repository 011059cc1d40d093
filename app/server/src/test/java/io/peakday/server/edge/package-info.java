/** What the program shows to the world beyond its machine. */
@NullMarked
package io.peakday.server.edge;

import org.jspecify.annotations.NullMarked;
