package io.peakday.events;

import io.peakday.engines.Database;
import io.peakday.events.DeadLetterRows.Row;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events that subscriptions could not handle: to be seen, replayed, or given up with a reason. What is shown has its secrets
 * masked, in every view, because this is the only way to it.
 *
 * <p>A replay runs the subscription's handler here and now, in the transaction that removes the dead letter; the inbox
 * already counts the event as dealt with, so that nobody else handles it meanwhile. Two replays of one dead letter wait
 * for each other, and the second finds it gone.
 */
public final class DeadLetters {
    private static final int MAX_PAGE = 200;

    private final Database database;
    private final InstantSource clock;
    private final Map<String, Subscription> subscriptions;
    private final DeadLetterRows rows;
    private final SubjectKeys keys;
    private final Outbox outbox;
    private final Inbox inbox;

    /** @param subscriptions whose handlers replays call; broadcast ones are left out */
    public DeadLetters(Outbox outbox, List<Subscription> subscriptions) {
        this.database = outbox.database();
        this.clock = outbox.clock();
        this.subscriptions = subscriptions.stream()
                .filter(one -> !one.isBroadcast())
                .collect(java.util.stream.Collectors.toUnmodifiableMap(Subscription::name, one -> one));
        this.rows = new DeadLetterRows(database);
        this.keys = outbox.keys();
        this.outbox = outbox;
        this.inbox = new Inbox(database);
    }

    /**
     * Newest first.
     *
     * @param consumer only of this subscription, or null for all
     * @param before where the page before ended ({@link Listed#next}), or null for the first page
     * @param limit 1 to 200
     */
    public Listed list(@Nullable String consumer, @Nullable Long before, int limit) {
        new Checks()
                .range("limit", limit, 1, MAX_PAGE)
                .orThrow("events.bad-page", "This page of dead letters cannot be shown.");
        List<Row> found = rows.page(consumer, before, limit + 1);
        List<Row> page = found.subList(0, Math.min(limit, found.size()));
        return new Listed(
                page.stream().map(row -> row.letter().withoutSecrets()).toList(),
                found.size() > limit ? page.getLast().position() : null);
    }

    /** Where a dead letter is in the list, to go on after it; empty if there is no such dead letter (any more). */
    public Optional<Long> position(UUID id) {
        return rows.find(id).map(Row::position);
    }

    public Optional<DeadLetter> get(UUID id) {
        return rows.find(id).map(row -> row.letter().withoutSecrets());
    }

    /** How many there are, by subscription; parked ones included. */
    public Map<String, Long> counts() {
        return rows.counts();
    }

    /**
     * Handles the event again, now, on this node; then, in an ordered subscription, those parked behind it, in order,
     * until one fails.
     *
     * @throws Failure {@code events.unknown-consumer} if this program has no such subscription (any more)
     */
    public ReplayOutcome replay(UUID id) {
        Optional<Row> found = rows.find(id);
        if (found.isEmpty()) {
            return new ReplayOutcome.Gone();
        }
        Row row = found.get();
        Subscription subscription = subscription(row.letter().consumer());
        if (!subscription.isOrdered() || row.refused()) {
            return replayOne(subscription, id, 0);
        }
        String key = row.letter().envelope().key();
        Optional<UUID> head = database.transact(() ->
                rows.lockHead(subscription.name(), key).map(one -> one.letter().id()));
        if (head.isPresent() && !head.get().equals(id)) {
            return rows.find(id).isPresent() ? new ReplayOutcome.WaitsBehind(head.get()) : new ReplayOutcome.Gone();
        }
        return replayKey(subscription, key);
    }

    /** Replays every dead letter of a subscription, oldest first, and what is parked behind them. */
    public ReplayReport replayAll(String consumer) {
        int handled = 0;
        int failing = 0;
        for (UUID id : rows.heads(consumer, subscription(consumer).isOrdered())) {
            switch (replay(id)) {
                case ReplayOutcome.Done done -> handled += done.handled();
                case ReplayOutcome.StillFailing failed -> {
                    handled += failed.handled();
                    failing++;
                }
                case ReplayOutcome.WaitsBehind waits -> failing++;
                case ReplayOutcome.Gone gone -> {}
            }
        }
        return new ReplayReport(handled, failing);
    }

    /**
     * Gives an event up, and keeps it with the reason. What was parked behind it is handled then, as by {@link #replay}. One that was
     * given up before stays so, with the reason of then: that is {@link ReplayOutcome.Done} too.
     *
     * @param reason 1 to 500 characters
     */
    public ReplayOutcome discard(UUID id, String reason) {
        new Checks()
                .text("reason", reason, 1, 500)
                .orThrow("events.bad-reason", "A reason is needed for giving an event up.");
        Optional<Row> discarded = database.transact(() -> {
            Optional<Row> row = rows.lock(id);
            row.ifPresent(one -> rows.discard(one, reason, clock.instant()));
            return row;
        });
        if (discarded.isEmpty()) {
            return rows.isDiscarded(id) ? new ReplayOutcome.Done(0) : new ReplayOutcome.Gone();
        }
        DeadLetter letter = discarded.get().letter();
        Subscription subscription = subscriptions.get(letter.consumer());
        if (subscription == null
                || !subscription.isOrdered()
                || letter.state() == DeadLetter.State.PARKED
                || discarded.get().refused()) {
            return new ReplayOutcome.Done(0);
        }
        return replayKey(subscription, letter.envelope().key());
    }

    /**
     * Goes on with replays that ended halfway (the node died): parked events that nothing holds back any more. Every node
     * runs this from time to time; the events' locks keep them apart.
     */
    void resume() {
        for (Subscription subscription : subscriptions.values()) {
            if (subscription.isOrdered()) {
                rows.stranded(subscription.name()).forEach(this::replay);
            }
        }
    }

    private ReplayOutcome replayKey(Subscription subscription, String key) {
        for (int handled = 0; ; handled++) {
            Optional<Row> head = database.transact(() -> rows.lockHead(subscription.name(), key));
            if (head.isEmpty()) {
                return new ReplayOutcome.Done(handled);
            }
            UUID id = head.get().letter().id();
            if (replayOne(subscription, id, handled) instanceof ReplayOutcome.StillFailing failing) {
                return failing;
            }
        }
    }

    private ReplayOutcome replayOne(Subscription subscription, UUID id, int before) {
        try {
            boolean found = database.transact(() -> {
                Optional<Row> row = rows.lock(id);
                row.ifPresent(one -> {
                    handle(subscription, one);
                    rows.delete(id);
                });
                return row.isPresent();
            });
            return found ? new ReplayOutcome.Done(before + 1) : new ReplayOutcome.Gone();
        } catch (RuntimeException | Error e) {
            HandlingError error = HandlingError.of(e);
            rows.failedAgain(id, error);
            return new ReplayOutcome.StillFailing(before, id, error.error());
        }
    }

    private void handle(Subscription subscription, Row row) {
        Envelope envelope = row.letter().envelope();
        Incoming incoming = Incoming.read(
                subscription.routes().get(envelope.type()),
                envelope,
                row.payload(),
                row.topic(),
                row.partition(),
                row.offset(),
                keys.find(subscription, List.of(SubjectKeys.subject(envelope.key()))),
                Admission.ofLetters(outbox.signing(), outbox.cutOver()));
        if (incoming.refusal() != null) {
            throw new UnreadableEvent(incoming.refusal(), null);
        }
        if (row.refused() && !isNew(subscription, envelope.id())) {
            return;
        }
        if (incoming.event() == null) {
            throw incoming.problem() == null ? new UnreadableEvent("unreadable", null) : incoming.problem();
        }
        Runs runs = new Runs();
        runs.add(incoming.event());
        runs.flush();
    }

    /** A refused record has claimed nothing, so the event may have been handled since. */
    private boolean isNew(Subscription subscription, UUID event) {
        Inbox.Claimed claimed = inbox.claim(subscription.name(), List.of(event), clock.instant());
        return claimed.inside().contains(event) || claimed.outside().contains(event);
    }

    private Subscription subscription(String consumer) {
        Subscription subscription = subscriptions.get(consumer);
        if (subscription == null) {
            throw Failure.conflict(
                    "events.unknown-consumer", "This program has no subscription \"" + consumer + "\" to replay for.");
        }
        return subscription;
    }

    /**
     * A page of the list.
     *
     * @param next where the following page goes on, whatever becomes of these meanwhile; null on the last page
     */
    public record Listed(List<DeadLetter> letters, @Nullable Long next) {
        public Listed {
            letters = List.copyOf(letters);
        }
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

    /**
     * What became of replaying many.
     *
     * @param handled events that were handled now, with those that waited behind others
     * @param stillFailing dead letters that failed again, or that wait behind another one
     */
    public record ReplayReport(int handled, int stillFailing) {}
}
