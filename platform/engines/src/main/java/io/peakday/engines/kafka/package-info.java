/** A Kafka broker in the process: one KRaft node, kept light. */
@NullMarked
package io.peakday.engines.kafka;

import org.jspecify.annotations.NullMarked;
