package io.peakday.events;

import io.peakday.kernel.Secrets;
import java.time.Instant;
import java.util.UUID;

/**
 * An event that a subscription could not handle, or one that waits behind such an event.
 *
 * @param id of the dead letter
 * @param consumer the subscription's name
 * @param envelope of the event; of a record that could not be read, as much as could be
 * @param payload as it was received, JSON unless the record was corrupt; of a letter that is shown, with its secrets masked
 * @param origin {@code topic/partition@offset}, the topic without the installation's prefix
 * @param error class and message of the last failure; for a waiting event what it waits for
 * @param stack the last failure's stack trace, cut to 8,000 characters; empty for a waiting event
 * @param digest the same for failures from the same place in the code, to group by
 * @param attempts how often it was tried so far
 * @param state whether it failed itself or waits
 * @param since when it became a dead letter
 */
public record DeadLetter(
        UUID id,
        String consumer,
        Envelope envelope,
        String payload,
        String origin,
        String error,
        String stack,
        String digest,
        int attempts,
        State state,
        Instant since) {
    /** The same to be shown: an event may hold a link by which a customer signs in. A replay handles what was received. */
    DeadLetter withoutSecrets() {
        return new DeadLetter(
                id,
                consumer,
                envelope,
                Secrets.masked(payload),
                origin,
                Secrets.masked(error),
                Secrets.masked(stack),
                digest,
                attempts,
                state,
                since);
    }

    /** Why it is here. */
    public enum State {
        /** It failed. */
        DEAD,
        /** It waits behind a dead letter of the same key. */
        PARKED
    }
}
