package io.peakday.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of one leadership of a lane, with a transactional id that is used once and can be fenced by it.
 *
 * <p>The transactions mean nothing to the events: what is sent is true already, and the consumers read it at once, uncommitted.
 * They are there because they are what Kafka fences by: once the id has been fenced, the broker takes nothing more from this
 * producer, whenever it wakes. So one transaction may hold what is sent in {@link #TRANSACTION}; ending one costs the broker a
 * marker in every partition, and that often it is nothing.
 */
final class LaneProducer implements AutoCloseable {
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);
    private static final Duration TRANSACTION = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Map<TopicPartition, Long> last = new HashMap<>();
    private final Runnable meanwhile;
    private boolean inTransaction;
    private long began;
    private boolean well = true;

    /**
     * Asks the broker for its place; blocks until it has one.
     *
     * @param meanwhile called every second while acknowledgements are waited for; may throw
     */
    LaneProducer(Map<String, Object> connection, String transactionalId, Runnable meanwhile) {
        this.meanwhile = meanwhile;
        Map<String, Object> configuration = new HashMap<>(connection);
        configuration.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        configuration.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        // Longer than the lane's own timeout: no record is ever given up while its producer lives.
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        configuration.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Sends the records in order and waits until the broker has acknowledged every one.
     *
     * @throws KafkaException if it has not; then nothing more may be sent by this producer
     */
    List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        well = false;
        if (!inTransaction) {
            producer.beginTransaction();
            inTransaction = true;
            began = System.nanoTime();
        }
        List<Future<RecordMetadata>> futures = new ArrayList<>(records.size());
        for (ProducerRecord<byte[], byte[]> record : records) {
            Future<RecordMetadata> one = producer.send(record);
            if (one.state() == Future.State.FAILED) {
                // It was not even taken: without a broker each further one would be waited for as long as this one.
                throw new KafkaException("Kafka does not take a record", one.exceptionNow());
            }
            futures.add(one);
        }
        List<RecordMetadata> acknowledged = await(futures);
        for (RecordMetadata one : acknowledged) {
            Long before = last.put(new TopicPartition(one.topic(), one.partition()), one.offset());
            if (before != null && one.offset() <= before) {
                throw new KafkaException("the partition " + one.topic() + "-" + one.partition() + " went back from "
                        + before + " to " + one.offset() + ": it is not the one it was");
            }
        }
        well = true;
        return acknowledged;
    }

    /** Ends the transaction if it is old enough. */
    void settle() {
        if (inTransaction && System.nanoTime() - began > TRANSACTION.toNanos()) {
            well = false;
            producer.commitTransaction();
            inTransaction = false;
            well = true;
        }
    }

    private List<RecordMetadata> await(List<Future<RecordMetadata>> futures) throws InterruptedException {
        List<RecordMetadata> acknowledged = new ArrayList<>(futures.size());
        long deadline = System.nanoTime() + ACKNOWLEDGED_WITHIN.toNanos();
        for (Future<RecordMetadata> one : futures) {
            acknowledged.add(await(one, deadline));
        }
        return acknowledged;
    }

    private RecordMetadata await(Future<RecordMetadata> one, long deadline) throws InterruptedException {
        while (true) {
            try {
                return one.get(1, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new KafkaException("Kafka refused a record", e.getCause());
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw new KafkaException(
                            "Kafka did not acknowledge within " + ACKNOWLEDGED_WITHIN.toSeconds() + " s", e);
                }
                meanwhile.run();
            }
        }
    }

    /** Ends the transaction and the producer; after trouble only the producer, and the broker ends the rest. */
    @Override
    public void close() {
        try {
            if (well && inTransaction) {
                producer.commitTransaction();
            }
        } catch (KafkaException e) {
            well = false;
        } finally {
            producer.close(well ? Duration.ofSeconds(5) : Duration.ZERO);
        }
    }
}
