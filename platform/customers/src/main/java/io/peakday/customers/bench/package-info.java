/** Customers for benchmarks and drills. */
@NullMarked
package io.peakday.customers.bench;

import org.jspecify.annotations.NullMarked;
