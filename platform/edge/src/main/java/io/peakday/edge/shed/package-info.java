/** Load shedding: how much a node takes on at once, and what it refuses first. */
@NullMarked
package io.peakday.edge.shed;

import org.jspecify.annotations.NullMarked;
