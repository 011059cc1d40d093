/** What operators ask of a node: health, dead letters, the machine's figures. */
@NullMarked
package io.peakday.server.ops;

import org.jspecify.annotations.NullMarked;
