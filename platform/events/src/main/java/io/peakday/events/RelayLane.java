package io.peakday.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays its share of the outbox to Kafka: the logical shards whose leases it holds.
 *
 * <p><b>The loop.</b> Read the oldest rows of the shards in one query, send them in order, wait until Kafka has acknowledged
 * every one, move them to the kept ones ({@code events.sent}), look again. There is no remembered position: what is in the
 * table is to be sent, what has been sent leaves it. That is why gaps and late commits do no harm. A sequence value taken by a
 * transaction that rolled back never shows up, and nobody waits for it. A transaction that took a low value and commits late
 * shows up in a later look and is sent then; the rows with higher values that went before it are of other keys, because a
 * transaction that appends for the same key after the first has committed takes its value after that commit, and one that
 * appends before it is concurrent, so that there was no order between the two to keep.
 *
 * <p><b>Under load</b> it looks every {@code gather} (50 ms), not for each signal: a look costs the same for one row as for
 * fifty, in the database, in Kafka and in every consumer. After a pause the first row goes at once.
 *
 * <p><b>Once at least.</b> A relay that dies between sending and moving leaves rows that the next relay sends again,
 * with the same event ids; the consumers' inbox drops the repetition. The producer is idempotent, so its own retries
 * repeat nothing; and it has one request in flight, so that what one producer has written to a partition is always a
 * beginning of what it was given. With more in flight that does not hold: a broker that does not know the producer yet
 * takes any sequence number from it, so when a partition has just been created, or has just moved, and turns the first
 * request away, the second can get in before it (KAFKA-15591).
 *
 * <p><b>One at a time.</b> Each shard has a lease ({@link Leases}) with an end by the database's clock and a token. The holder
 * of a lease is called by the transactional id of its producer, an id that is used for one leadership only. A relay
 * takes over in this order: it sees that the lease has run out; it <i>fences</i> the holder's id at Kafka; it takes the lease if
 * nobody has touched it since; it reads. It begins to send last.
 *
 * <p><b>Why a zombie does no harm.</b> Let Z be a holder that is stopped anywhere (SIGSTOP, a frozen machine, a cut network) and
 * wakes after N has taken over, or never.
 * <ol>
 *   <li><i>In the log</i> all records of Z stand before all of N: Kafka takes nothing from a producer that was fenced, N sends
 *       only after the fence, and Z can not be un-fenced, because it never asks for a place with the same id again. If N dies
 *       after fencing and before taking, the row still names Z, and the next one fences it once more; if N dies after taking, the
 *       row names N, and Z is fenced already. So no holder that may still be alive is ever unnamed and unfenced. This is what
 *       the fence is for: without it a late run of Z could follow N's, harmless to the inbox, but a broadcast subscription, which
 *       takes the last it receives as the truth, would be left with an old one.
 *   <li><i>In the table</i> Z moves nothing after N has taken the lease: the move names Z's token and locks the lease's row, so
 *       that it either ends before N's taking, or finds another token. It also moves only what Kafka has acknowledged.
 *   <li><i>The order of a key</i>: the events a, b, c of one key are rows of one shard in this order. Z has written a beginning of
 *       them, say a and b, and moved a beginning of that, say a. N begins with the oldest row that was not moved, b: what stands in
 *       the log is a, b, b, c. In general every relay writes a contiguous run, it begins at or before the end of what was
 *       acknowledged, and the runs do not interleave. So the first occurrences are in order, and those are what the inbox
 *       counts; and the last occurrences are in order too, which is what a broadcast subscription ends with.
 * </ol>
 * A holder whose lease ran out while nobody else was there loses it as well: it starts again, with a new id.
 *
 * <p><b>After a loss</b> ({@link Gaps}) the kept rows return to the queue with their old numbers, all of a shard in one statement
 * by the relay that holds it; so they go before all rows of their keys that have not been sent.
 *
 * <p><b>The numbering before</b> (shards 0 to 63, by a count that an operator could change) is drained by whoever holds its
 * lease. Rows of the one numbering that are older than any of the other go first, so the order of a key is kept across the
 * change. Only while relays of the version before still run beside these, which know nothing of today's rows, two appends to
 * one key by nodes of different versions within one look may change places.
 *
 * <p><b>Kafka is down.</b> Appends go on. A batch that is not acknowledged in time makes the lane abandon its producer
 * and its leases, so that a node that can reach Kafka gets its turn, and compete for them again. Giving up on a whole
 * producer, never on a single record, keeps the order: after a failed record nothing more of that producer counts, and
 * everything from it on is sent again.
 */
final class RelayLane implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLane.class);
    private static final long COMPETE_EVERY_MILLIS = 1_000;
    private static final Duration LOOK_FOR_OLD = Duration.ofMillis(200);
    private static final long MAX_TROUBLE_MILLIS = 5_000;

    private final int lane;
    private final Outbox outbox;
    private final Topics topics;
    private final Gaps gaps;
    private final EventSettings settings;
    private final EventMetrics metrics;
    private final Faults faults;
    private final WakeUpSignal wakeUp = new WakeUpSignal();
    private volatile boolean stopped;
    private volatile boolean leading;

    /** Places where a test lets the relay die, or stand still. */
    interface Faults {
        Faults NONE = () -> {};

        /** The leases are taken, nothing is read yet. */
        default void taken() {}

        /** Rows are read, nothing is sent yet. */
        default void read() {}

        /** Kafka has acknowledged, nothing is moved yet. */
        void sentButNotDeleted();

        /** The rows are moved. */
        default void moved() {}
    }

    RelayLane(int lane, Outbox outbox, Topics topics, EventMetrics metrics, Faults faults) {
        this.lane = lane;
        this.outbox = outbox;
        this.topics = topics;
        this.settings = outbox.settings();
        this.gaps = new Gaps(outbox.database(), topics, metrics);
        this.metrics = metrics;
        this.faults = faults;
    }

    /** Looks for rows now, and for a while at short intervals. */
    void wake() {
        wakeUp.signal();
    }

    /** Whether it holds all that it wants. */
    boolean isLeading() {
        return leading;
    }

    /** Finishes the batch at hand, then ends. */
    void stop() {
        stopped = true;
        wakeUp.signal();
    }

    @Override
    public void run() {
        long trouble = 0;
        while (!stopped) {
            try {
                long pause = compete() ? 0 : COMPETE_EVERY_MILLIS;
                trouble = 0;
                pause(pause);
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException | Error e) {
                if (stopped) {
                    return;
                }
                trouble = Math.min(MAX_TROUBLE_MILLIS, Math.max(200, trouble * 2));
                LOG.warn("Relay {} waits {} ms: {}", lane, trouble, e.toString());
                metrics.relayTrouble();
                topics.forget();
                try {
                    pause(trouble);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /** Relays as long as it goes well, if there is a lease to be had. Returns whether there was. */
    private boolean compete() throws SQLException, InterruptedException {
        try (Connection session = outbox.database().dataSource().getConnection()) {
            session.setAutoCommit(true);
            LaneLeases leases = new LaneLeases(session, lane, topics, settings);
            if (!leases.take()) {
                return false;
            }
            LOG.debug("Relay {} leads as {}", lane, leases.holder());
            try {
                faults.taken();
                lead(session, leases);
            } finally {
                leading = false;
                if (session.isValid(2)) {
                    leases.release();
                }
            }
            return true;
        }
    }

    private void lead(Connection session, LaneLeases leases) throws SQLException, InterruptedException {
        OutboxRows rows =
                new OutboxRows(session, settings.topicPrefix(), settings.sent().retention());
        rows.begin();
        KafkaAddress address = topics.address();
        Runnable meanwhile = () -> {
            requireAt(address);
            leases.renewUnchecked();
        };
        try (LaneProducer producer = new LaneProducer(topics.connection(), leases.holder(), meanwhile)) {
            Leadership leadership = new Leadership(leases, rows, producer);
            leadership.look(gaps.known());
            leading = leases.complete();
            int quiet = 0;
            while (!stopped) {
                requireAt(address);
                if (leases.renewIfDue()) {
                    leading = leases.complete();
                    leadership.refill();
                }
                producer.settle();
                int sent = leadership.relay();
                if (sent == settings.relay().batch()) {
                    continue;
                }
                if (sent > 0) {
                    Thread.sleep(settings.relay().gather());
                }
                quiet = sent > 0 ? 0 : quiet + 1;
                // 1, 2, 4 … ms after a signal or a row, so that a commit just behind its signal is seen soon.
                long pause = Math.min(leases.timeout(settings.relay().idlePoll()), 1L << Math.min(quiet, 20));
                if (wakeUp.await(pause)) {
                    quiet = 0;
                }
            }
        } finally {
            if (session.isValid(2)) {
                rows.end();
            }
        }
    }

    /** A producer would look permanently for the broker that it was made for. */
    private void requireAt(KafkaAddress address) {
        if (!topics.address().equals(address)) {
            throw new KafkaException("Kafka is reached elsewhere now, or with another login");
        }
    }

    /** What a lane does between taking its leases and losing or releasing any of them. */
    private final class Leadership {
        private final LaneLeases leases;
        private final OutboxRows rows;
        private final LaneProducer producer;
        private final Set<String> looked = new HashSet<>();
        private long noneOfBefore = System.nanoTime() - 2 * LOOK_FOR_OLD.toNanos();

        Leadership(LaneLeases leases, OutboxRows rows, LaneProducer producer) {
            this.leases = leases;
            this.rows = rows;
            this.producer = producer;
        }

        /** Looks whether Kafka has lost events of topics that this leadership has not looked at. */
        void look(Collection<String> names) throws SQLException, InterruptedException {
            List<String> fresh = names.stream()
                    .filter(name -> !looked.contains(name))
                    .distinct()
                    .toList();
            if (!fresh.isEmpty()) {
                gaps.check(fresh);
                looked.addAll(fresh);
            }
            refill();
        }

        void refill() throws SQLException {
            int events = rows.refill(leases.shards(), leases.tokens());
            if (events > 0) {
                LOG.info("Relay {} sends {} kept events again", lane, events);
                metrics.replayed(events);
            }
        }

        /** Sends one batch. Returns how many rows it had. */
        int relay() throws SQLException, InterruptedException {
            List<OutboxRows.Row> batch = batch();
            if (batch.isEmpty()) {
                metrics.relayed(lane, 0, null);
                return 0;
            }
            List<String> names =
                    batch.stream().map(OutboxRows.Row::topic).distinct().toList();
            if (!looked.containsAll(names)) {
                look(names);
                return settings.relay().batch(); // look again: what a replay has put back goes first
            }
            faults.read();
            List<RecordMetadata> acknowledged = producer.send(batch.stream()
                    .map(row -> Wire.record(topics.named(row.topic()), signed(row), row.payload()))
                    .toList());
            faults.sentButNotDeleted();
            move(batch, acknowledged);
            faults.moved();
            metrics.relayed(lane, batch.size(), batch.getFirst().envelope().occurredAt());
            return batch.size();
        }

        /** As it was signed when it was appended; or now, if it is of a version that did not sign. */
        private Envelope signed(OutboxRows.Row row) {
            Envelope event = row.envelope();
            return event.signature() == null && outbox.cutOver().vouchesFor(row.sentAt())
                    ? outbox.signing().signed(row.topic(), event, row.payload())
                    : event;
        }

        private List<OutboxRows.Row> batch() throws SQLException {
            int limit = settings.relay().batch();
            if (leases.drainsOld() && System.nanoTime() - noneOfBefore > LOOK_FOR_OLD.toNanos()) {
                List<OutboxRows.Row> old = rows.oldestOfBefore(limit);
                if (!old.isEmpty()) {
                    return old;
                }
                noneOfBefore = System.nanoTime();
            }
            return rows.oldest(leases.newShards(), limit);
        }

        private void move(List<OutboxRows.Row> batch, List<RecordMetadata> acknowledged) throws SQLException {
            List<OutboxRows.Sent> sent = new ArrayList<>(batch.size());
            for (int i = 0; i < batch.size(); i++) {
                OutboxRows.Row row = batch.get(i);
                RecordMetadata place = acknowledged.get(i);
                sent.add(new OutboxRows.Sent(row, topics.id(row.topic()), place.partition(), place.offset()));
            }
            int moved = rows.move(sent, leases.tokens());
            if (moved < sent.size()) {
                throw new LaneLeases.Lost(moved + " of " + sent.size() + " rows moved");
            }
        }
    }

    private void pause(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (!stopped && left > 0) {
            wakeUp.await(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }
}
