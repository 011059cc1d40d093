package io.peakday.events;

import io.peakday.engines.KafkaBootstrap;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays one shard of the outbox to Kafka, on whichever node holds the shard's lock.
 *
 * <p><b>The loop.</b> Read the oldest rows of the shard, send them in order, wait until Kafka has acknowledged every one,
 * delete them, look again. There is no remembered position: what is in the table is to be sent, what has been sent is
 * deleted. That is why gaps and late commits do no harm. A sequence value taken by a transaction that rolled back never
 * shows up, and nobody waits for it. A transaction that took a low value and commits late shows up in a later look and is
 * sent then; the rows with higher values that went before it are of other keys, because a transaction that appends for
 * the same key after the first has committed takes its value after that commit, and one that appends before it is
 * concurrent, so that there was no order between the two to keep.
 *
 * <p><b>Under load</b> it looks every {@code gather} (20 ms), not for each ring: a look costs the same for one row as for
 * fifty, in the database, in Kafka and in every consumer. After a pause the first row goes at once.
 *
 * <p><b>Once at least.</b> A relay that dies between sending and deleting leaves rows that the next relay sends again,
 * with the same event ids; the consumers' inbox drops the repetition. The producer is idempotent, so its own retries
 * repeat nothing; and it has one request in flight, so that what one producer has written to a partition is always a
 * beginning of what it was given. With more in flight that does not hold: a broker that does not know the producer yet
 * takes any sequence number from it, so when a partition has just been created, or has just moved, and turns the first
 * request away, the second can get in before it (KAFKA-15591).
 *
 * <p><b>One at a time, and why a zombie does no harm.</b> The lock belongs to a database session. When the node or the
 * session dies, PostgreSQL frees it and another node goes on; nothing has to be timed out. The former holder may not know
 * yet, and its last batch may still reach Kafka, interleaved with what the new holder sends. For a key with the events
 * a, b, c in this order, each of the two relays writes a contiguous run of them, in order: the new one begins with the
 * oldest row that is not deleted, and deleted are only rows that Kafka has acknowledged. Whichever event comes first in
 * the log, all before it in the order have been sent by the same relay earlier, or have been deleted, hence acknowledged,
 * before. So the <i>first</i> occurrences stand in the log in the right order, and only first occurrences count: the
 * inbox drops the others. And a zombie cannot delete, because it would have to do so through the session it lost.
 *
 * <p><b>Kafka is down.</b> Appends go on. A batch that is not acknowledged in time makes the lane abandon its producer
 * and its lock, so that a node that can reach Kafka gets its turn, and compete for them again. Giving up on a whole
 * producer, never on a single record, keeps the order: after a failed record nothing more of that producer counts, and
 * everything from it on is sent again.
 */
final class RelayLane implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLane.class);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);
    private static final long COMPETE_EVERY_MILLIS = 1_000;
    private static final long MAX_TROUBLE_MILLIS = 5_000;

    private final int shard;
    private final DataSource dataSource;
    private final KafkaBootstrap kafka;
    private final Topics topics;
    private final EventSettings.Relay settings;
    private final EventMetrics metrics;
    private final Faults faults;
    private final Doorbell doorbell = new Doorbell();
    private volatile boolean stopped;
    private volatile boolean leading;

    /** Places where a test lets the relay die. */
    interface Faults {
        Faults NONE = () -> {};

        /** Kafka has acknowledged, nothing is deleted yet. */
        void sentButNotDeleted();
    }

    RelayLane(int shard, Outbox outbox, KafkaBootstrap kafka, Topics topics, EventMetrics metrics, Faults faults) {
        this.shard = shard;
        this.dataSource = outbox.database().dataSource();
        this.kafka = kafka;
        this.topics = topics;
        this.settings = outbox.settings().relay();
        this.metrics = metrics;
        this.faults = faults;
    }

    /** Looks for rows now, and for a while at short intervals. */
    void wake() {
        doorbell.ring();
    }

    boolean isLeading() {
        return leading;
    }

    /** Finishes the batch at hand, then ends. */
    void stop() {
        stopped = true;
        doorbell.ring();
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
            } catch (SQLException | RuntimeException e) {
                trouble = Math.min(MAX_TROUBLE_MILLIS, Math.max(200, trouble * 2));
                LOG.warn("Relay {} waits {} ms: {}", shard, trouble, e.toString());
                metrics.relayTrouble();
                try {
                    pause(trouble);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /** Relays as long as it goes well, if the lock can be had. Returns whether it could. */
    private boolean compete() throws SQLException, InterruptedException {
        try (Connection session = dataSource.getConnection()) {
            OutboxRows rows = new OutboxRows(session, shard);
            if (!rows.tryLock()) {
                return false;
            }
            leading = true;
            LOG.debug("Relay {} leads", shard);
            try {
                lead(rows);
            } finally {
                leading = false;
                release(session, rows);
            }
            return true;
        }
    }

    private static void release(Connection session, OutboxRows rows) throws SQLException {
        if (session.isValid(2)) {
            rows.unlock();
        }
    }

    private void lead(OutboxRows rows) throws SQLException, InterruptedException {
        Producer<byte[], byte[]> producer = producer();
        boolean well = false;
        try {
            int quiet = 0;
            while (!stopped) {
                int sent = relay(rows, producer);
                if (sent == settings.batch()) {
                    continue;
                }
                if (sent > 0) {
                    Thread.sleep(settings.gather());
                }
                quiet = sent > 0 ? 0 : quiet + 1;
                // 1, 2, 4 … ms after a ring or a row, so that a commit just behind its ring is seen soon.
                long pause = Math.min(settings.idlePoll().toMillis(), 1L << Math.min(quiet, 20));
                if (doorbell.await(pause)) {
                    quiet = 0;
                }
            }
            well = true;
        } finally {
            producer.close(well ? Duration.ofSeconds(5) : Duration.ZERO);
        }
    }

    /** Sends one batch. Returns how many rows it had. */
    private int relay(OutboxRows rows, Producer<byte[], byte[]> producer) throws SQLException, InterruptedException {
        List<OutboxRows.Row> batch = rows.oldest(settings.batch());
        if (batch.isEmpty()) {
            metrics.relayed(shard, 0, null);
            return 0;
        }
        topics.ensure(batch.stream().map(OutboxRows.Row::topic).distinct().toList());
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(batch.size());
        for (OutboxRows.Row row : batch) {
            acknowledgements.add(producer.send(Wire.record(topics.named(row.topic()), row.envelope(), row.payload())));
        }
        await(acknowledgements);
        faults.sentButNotDeleted();
        rows.delete(batch);
        metrics.relayed(shard, batch.size(), batch.getFirst().envelope().occurredAt());
        return batch.size();
    }

    private static void await(List<Future<RecordMetadata>> acknowledgements) throws InterruptedException {
        long deadline = System.nanoTime() + ACKNOWLEDGED_WITHIN.toNanos();
        try {
            for (Future<RecordMetadata> one : acknowledgements) {
                one.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka refused a record", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka did not acknowledge within " + ACKNOWLEDGED_WITHIN.toSeconds() + " s", e);
        }
    }

    private void pause(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (!stopped && left > 0) {
            doorbell.await(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.servers());
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        // Longer than the lane's own patience: no record is ever given up while its producer lives.
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        configuration.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
