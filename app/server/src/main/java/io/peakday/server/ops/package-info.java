/** What operators ask of a node: health, the machine's figures. */
@NullMarked
package io.peakday.server.ops;

import org.jspecify.annotations.NullMarked;
