package io.peakday.events;

import io.peakday.engines.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a durable subscription does with records: exactly once, in order for each key, and never held up for long.
 *
 * <p><b>Exactly once.</b> One transaction claims the events in the inbox, calls the handlers with those that nobody has
 * claimed before, and commits; only then does the consumer report to Kafka how far it is. A crash before the commit undoes
 * claim and effects together; a crash after it repeats the records, and the claim finds them done. Two nodes that hold
 * the same records for a moment (a rebalance that one has not noticed) meet in the inbox: the second waits for the
 * first's transaction and gets what is left. An event that the inbox does not cover any more becomes a dead letter, unhandled.
 *
 * <p><b>Refused.</b> What is not one of this store's events ({@link Admission}) takes no part in any of this ({@link Refusals}).
 *
 * <p><b>Failure.</b> A batch that fails is handled again event by event, so that only the failing one is to blame. That
 * one is tried again with growing pauses until its attempts, or the batch's retry budget, are used up; then it becomes a
 * dead letter, in a transaction that claims it too. All failing events of a batch share one budget: a partition is never
 * held up for longer than that, however many of its events are bad.
 *
 * <p><b>Order.</b> In an ordered subscription, an event whose key has a dead letter is parked behind it instead of being
 * handled. The look for dead letters locks their rows, and a replay locks the row it handles; so either this transaction
 * sees the row and parks behind it, and the replay finds what was parked when it looks for the next, or the replay has
 * removed the last one, and the event is handled.
 */
final class Handling {
    private static final Logger LOG = LoggerFactory.getLogger(Handling.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final int PAUSE_GROWTH = 4;

    private final Subscription subscription;
    private final Database database;
    private final InstantSource clock;
    private final EventSettings.Consumers settings;
    private final EventMetrics metrics;
    private final Inbox inbox;
    private final SubjectKeys keys;
    private final DeadLetterRows deadLetters;
    private final Refusals refusals;

    Handling(Subscription subscription, Outbox outbox, EventMetrics metrics) {
        this.subscription = subscription;
        this.database = outbox.database();
        this.clock = outbox.clock();
        this.settings = outbox.settings().consumers();
        this.metrics = metrics;
        this.inbox = new Inbox(database);
        this.keys = outbox.keys();
        this.deadLetters = new DeadLetterRows(database);
        this.refusals = new Refusals(subscription.name(), deadLetters, metrics);
    }

    /** What the events' personal fields are read with. */
    SubjectKeys keys() {
        return keys;
    }

    /** The database does not answer: nothing was done, and that is not the events' fault. */
    static final class DatabaseGone extends RuntimeException {
        private static final long serialVersionUID = 1;

        DatabaseGone(Throwable cause) {
            super(cause);
        }
    }

    /**
     * Deals with all records: afterwards each is handled, parked, refused or a dead letter.
     *
     * @throws DatabaseGone if the database does not answer; some of the events may have been dealt with
     * @throws InterruptedException if interrupted between two tries
     */
    void handle(List<Incoming> records) throws InterruptedException {
        List<Incoming> batch = ours(records);
        if (batch.isEmpty()) {
            return;
        }
        try {
            inTransaction(batch);
            return;
        } catch (RuntimeException | Error e) {
            unlessDatabaseGone(e);
            if (batch.size() > 1) {
                LOG.debug("{} failed with {} events at once: {}", subscription.name(), batch.size(), e.toString());
            }
        }
        long deadline = System.nanoTime() + settings.retryBudget().toNanos();
        for (Incoming one : batch) {
            untilDealtWith(one, deadline);
        }
    }

    /** Without those that are not this store's events, which become dead letters at once. */
    private List<Incoming> ours(List<Incoming> records) {
        List<Incoming> refused =
                records.stream().filter(one -> one.refusal() != null).toList();
        if (refused.isEmpty()) {
            return records;
        }
        try {
            refusals.keep(refused, clock.instant());
        } catch (RuntimeException e) {
            throw new DatabaseGone(e);
        }
        return records.stream().filter(one -> one.refusal() == null).toList();
    }

    private void untilDealtWith(Incoming one, long deadline) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            try {
                inTransaction(List.of(one));
                return;
            } catch (RuntimeException | Error e) {
                unlessDatabaseGone(e);
                metrics.failed(subscription.name());
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (attempt >= settings.attempts() || left <= pause) {
                    deadLetter(one, e, attempt);
                    return;
                }
            }
            Thread.sleep(pause);
            pause *= PAUSE_GROWTH;
        }
    }

    private void inTransaction(List<Incoming> batch) {
        List<Incoming> handled = new ArrayList<>(batch.size());
        List<Incoming> dead = new ArrayList<>();
        List<Incoming> parked = new ArrayList<>();
        database.run(() -> {
            Instant now = clock.instant();
            Inbox.Claimed claimed = claim(batch, now);
            List<Incoming> fresh = fresh(batch, claimed);
            Set<String> blocked = blockedKeys(fresh);
            Runs runs = new Runs();
            for (Incoming one : fresh) {
                UnreadableEvent problem = one.problem();
                if (blocked.contains(DeadLetterRows.name(one.envelope().key()))) {
                    deadLetters.add(subscription.name(), one, DeadLetter.State.PARKED, HandlingError.waiting(), 0, now);
                    parked.add(one);
                } else if (problem != null) {
                    deadLetters.add(subscription.name(), one, DeadLetter.State.DEAD, HandlingError.of(problem), 1, now);
                    dead.add(one);
                    if (subscription.isOrdered()) {
                        blocked.add(DeadLetterRows.name(one.envelope().key()));
                    }
                } else if (claimed.outside().contains(one.envelope().id())) {
                    deadLetters.add(subscription.name(), one, DeadLetter.State.DEAD, HandlingError.outside(), 0, now);
                    dead.add(one);
                    if (subscription.isOrdered()) {
                        blocked.add(DeadLetterRows.name(one.envelope().key()));
                    }
                } else if (one.event() != null) {
                    runs.add(one.event());
                    handled.add(one);
                }
            }
            runs.flush();
        });
        handled.forEach(
                one -> metrics.handled(subscription.name(), one.envelope().occurredAt()));
        parked.forEach(one -> metrics.deadLettered(subscription.name(), DeadLetter.State.PARKED));
        dead.forEach(this::reportDead);
    }

    private void deadLetter(Incoming one, Throwable e, int attempts) {
        try {
            boolean fresh = database.transact(() -> {
                Instant now = clock.instant();
                if (fresh(List.of(one), claim(List.of(one), now)).isEmpty()) {
                    return false;
                }
                deadLetters.add(subscription.name(), one, DeadLetter.State.DEAD, HandlingError.of(e), attempts, now);
                return true;
            });
            if (fresh) {
                reportDead(one);
            }
        } catch (RuntimeException failure) {
            throw new DatabaseGone(failure);
        }
    }

    private void reportDead(Incoming one) {
        metrics.deadLettered(subscription.name(), DeadLetter.State.DEAD);
        LOG.warn(
                "{} could not handle the {} {}; it is now a dead letter",
                subscription.name(),
                one.envelope().type(),
                one.envelope().id());
    }

    private Inbox.Claimed claim(List<Incoming> batch, Instant now) {
        return inbox.claim(
                subscription.name(),
                batch.stream().map(one -> one.envelope().id()).toList(),
                now);
    }

    /** Those that nobody has dealt with, in order, each once. */
    private static List<Incoming> fresh(List<Incoming> batch, Inbox.Claimed claimed) {
        Set<UUID> left = new HashSet<>(claimed.inside());
        left.addAll(claimed.outside());
        return batch.stream().filter(one -> left.remove(one.envelope().id())).toList();
    }

    private Set<String> blockedKeys(List<Incoming> fresh) {
        if (!subscription.isOrdered() || fresh.isEmpty()) {
            return new HashSet<>();
        }
        return deadLetters.blocked(
                subscription.name(),
                fresh.stream().map(one -> one.envelope().key()).toList());
    }

    /** Throws if it was not the event's failure but the database's; or if this thread is to end. */
    private void unlessDatabaseGone(Throwable e) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        if (e instanceof Inbox.NotYet) {
            throw new DatabaseGone(e);
        }
        try (var session = database.dataSource().getConnection()) {
            if (session.isValid(5)) {
                return;
            }
        } catch (java.sql.SQLException | RuntimeException gone) {
            e.addSuppressed(gone);
        }
        throw new DatabaseGone(e);
    }
}
