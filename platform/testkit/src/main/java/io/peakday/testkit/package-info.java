/** Real engines for tests: one PostgreSQL and one Kafka a test run, a fresh database a test class, a clock to step. */
@NullMarked
package io.peakday.testkit;

import org.jspecify.annotations.NullMarked;
