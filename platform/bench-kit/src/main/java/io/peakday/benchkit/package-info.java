/** What benchmarks and drills are made of: nodes in processes of their own, a small load generator, figures and reports. */
@NullMarked
package io.peakday.benchkit;

import org.jspecify.annotations.NullMarked;
