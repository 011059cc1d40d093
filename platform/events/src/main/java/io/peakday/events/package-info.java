/**
 * Facts in motion: written to an outbox in the transaction that makes them true, relayed in order to Kafka, and handled
 * exactly once through an inbox.
 */
@NullMarked
package io.peakday.events;

import org.jspecify.annotations.NullMarked;
