/** Starts or connects the engines (PostgreSQL, Kafka) and gives access to the truth. */
@NullMarked
package io.peakday.engines;

import org.jspecify.annotations.NullMarked;
