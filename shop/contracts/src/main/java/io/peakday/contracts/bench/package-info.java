/** What the benchmarks and drills of several systems send to a shop; in a jar of its own. */
@NullMarked
package io.peakday.contracts.bench;

import org.jspecify.annotations.NullMarked;
