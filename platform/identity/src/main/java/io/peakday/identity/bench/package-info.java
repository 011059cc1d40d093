/** Open sessions for benchmarks and drills. */
@NullMarked
package io.peakday.identity.bench;

import org.jspecify.annotations.NullMarked;
