package io.peakday.events;

import io.peakday.engines.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events that subscriptions could not handle: to be seen, replayed, or given up with a reason. */
public final class DeadLetters {
    private final Database database;
    private final InstantSource clock;
    private final List<Subscription> subscriptions;

    public DeadLetters(Database database, InstantSource clock, List<Subscription> subscriptions) {
        this.database = database;
        this.clock = clock;
        this.subscriptions = List.copyOf(subscriptions);
    }

    /**
     * Newest first.
     *
     * @param consumer only of this subscription, or null for all
     * @param before only older than this dead letter (the last one of the page before), or null for the first page
     * @param limit 1 to 200
     */
    public List<DeadLetter> list(@Nullable String consumer, @Nullable UUID before, int limit) {
        throw new UnsupportedOperationException();
    }

    public Optional<DeadLetter> get(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** How many there are, by subscription; parked ones included. */
    public java.util.Map<String, Long> counts() {
        throw new UnsupportedOperationException();
    }

    /**
     * Handles the event again, now, on this node; then those parked behind it, in order, until one fails.
     */
    public ReplayOutcome replay(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Replays every dead letter of a subscription, oldest first. */
    public ReplayReport replayAll(String consumer) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives an event up. What was parked behind it is handled then, as by {@link #replay}.
     *
     * @param reason 1 to 500 characters, kept
     */
    public ReplayOutcome discard(UUID id, String reason) {
        throw new UnsupportedOperationException();
    }

    /** What became of a replay. */
    public sealed interface ReplayOutcome {
        /** All done: the event and those parked behind it, {@code handled} in all. */
        record Done(int handled) implements ReplayOutcome {}

        /** After {@code handled} events one failed again; it stays, with those behind it. */
        record StillFailing(int handled, UUID deadLetterId, String error) implements ReplayOutcome {}

        /** It waits behind another dead letter of its key, which has to be replayed or discarded first. */
        record WaitsBehind(UUID deadLetterId) implements ReplayOutcome {}

        /** There is no such dead letter (any more). */
        record Gone() implements ReplayOutcome {}
    }

    /** What became of replaying many. */
    public record ReplayReport(int handled, int stillFailing) {}
}
