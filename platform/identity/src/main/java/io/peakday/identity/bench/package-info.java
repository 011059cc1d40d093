/** What benchmarks and drills need of customers; in a jar of its own. */
@NullMarked
package io.peakday.identity.bench;

import org.jspecify.annotations.NullMarked;
