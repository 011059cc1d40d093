package io.peakday.events;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.engines.Database;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.Migrator;
import io.peakday.engines.kafka.KafkaOptions;
import io.peakday.engines.kafka.KafkaServer;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import io.peakday.testkit.BrokerBootstrap;
import io.peakday.testkit.TestFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Measures the event system on durable engines of its own; run by hand, the figures are in the README. */
final class EventBench {
    private static final int EVENTS = 200_000;
    private static final int LATENCIES = 3_000;

    private final Database database;
    private final KafkaBootstrap kafka;

    private EventBench(Database database, KafkaBootstrap kafka) {
        this.database = database;
        this.kafka = kafka;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("peakday-event-bench");
        PostgresServer postgres = new PostgresServer(
                PostgresOptions.durable(folder.resolve("postgres"), PostgresOptions.userCache(), 50, "128MB"));
        KafkaServer kafka = new KafkaServer(new KafkaOptions(folder.resolve("kafka"), 0, Map.of()));
        postgres.start();
        kafka.start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.url("postgres"));
        config.setUsername(postgres.user());
        config.setPassword(postgres.superuserPassword());
        config.setMaximumPoolSize(24);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Migrator.migrate(pool, List.of(EventsModule.SCHEMA));
            EventBench bench = new EventBench(new Database(pool), new BrokerBootstrap(() -> kafka));
            bench.throughput("warm-up.");
            bench.throughput("measured.");
            bench.latency();
            bench.signing();
        } finally {
            kafka.stop();
            postgres.stop();
            TestFolder.delete(folder);
        }
        System.exit(0);
    }

    private void throughput(String prefix) throws InterruptedException {
        EventSettings settings = EventSettings.withPrefix(prefix);
        Outbox outbox = new Outbox(database, InstantSource.system(), settings);
        long start = System.nanoTime();
        for (int from = 0; from < EVENTS; from += 1_000) {
            List<Keyed<Parcel>> batch = IntStream.range(from, from + 1_000)
                    .mapToObj(number -> new Keyed<>("key-" + number % 5_000, Parcel.of("hat", number)))
                    .toList();
            database.run(() -> outbox.appendAll(Parcel.SENT, batch));
        }
        report(prefix + " append in batches of 1,000", EVENTS, start);
        try (EventRuntime relay = new EventRuntime(outbox, kafka, List.of(), new SimpleMeterRegistry())) {
            start = System.nanoTime();
            relay.start();
            while (database.sql()
                    .sql("select exists (select from events.outbox)")
                    .query(Boolean.class)
                    .single()) {
                LockSupport.parkNanos(5_000_000);
            }
            report(prefix + " relay (2 shards)", EVENTS, start);
        }
        AtomicLong handled = new AtomicLong();
        CountDownLatch all = new CountDownLatch(1);
        Subscription subscription = Subscription.durable("bench.batch").onBatch(Parcel.SENT, batch -> {
            if (handled.addAndGet(batch.size()) >= EVENTS) {
                all.countDown();
            }
        });
        try (EventRuntime consumer =
                new EventRuntime(outbox, kafka, List.of(subscription), new SimpleMeterRegistry())) {
            start = System.nanoTime();
            consumer.start();
            all.await();
            report(prefix + " consume with inbox, batches of 500", EVENTS, start);
        }
    }

    private void latency() throws InterruptedException {
        EventSettings settings = EventSettings.withPrefix("latency.");
        Outbox outbox = new Outbox(database, InstantSource.system(), settings);
        List<Long> nanos = java.util.Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(LATENCIES + 500);
        long[] sentAt = new long[LATENCIES + 500];
        Subscription subscription = Subscription.durable("bench.latency").on(Parcel.SENT, received -> {
            nanos.add(System.nanoTime() - sentAt[received.payload().number()]);
            all.countDown();
        });
        try (EventRuntime runtime = new EventRuntime(outbox, kafka, List.of(subscription), new SimpleMeterRegistry())) {
            runtime.start();
            runtime.awaitReady(Duration.ofSeconds(30));
            for (int number = 0; number < sentAt.length; number++) {
                int n = number;
                sentAt[n] = System.nanoTime();
                database.run(() -> outbox.append(Parcel.SENT, "key-" + n % 100, Parcel.of("hat", n)));
                LockSupport.parkNanos(8_000_000);
            }
            all.await();
        }
        List<Long> sorted = nanos.subList(500, nanos.size()).stream().sorted().toList();
        for (double quantile : new double[] {0.5, 0.9, 0.99, 0.999, 1}) {
            System.out.printf(
                    "latency append to handler, p%s: %.1f ms%n",
                    quantile * 100, sorted.get((int) Math.ceil(quantile * sorted.size()) - 1) / 1e6);
        }
    }

    /** What one signature costs, of an event of some 600 bytes. */
    private void signing() {
        EventKeys keys = new EventKeys(database, SigningSettings.ofThisProcess());
        byte[] payload = new byte[600];
        Envelope event = new Envelope(
                io.peakday.kernel.Ids.next(),
                "parcel.sent",
                1,
                java.time.Instant.now(),
                "peakday",
                "local",
                "key-1",
                null,
                "crc32c:00000000");
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            int length = 0;
            for (int i = 0; i < EVENTS; i++) {
                length += keys.signature("parcels", event, payload).length();
            }
            System.out.printf("sign one event: %,d ns (%d)%n", (System.nanoTime() - start) / EVENTS, length / EVENTS);
        }
    }

    private static void report(String what, int count, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %,.0f a second%n", what, count / seconds);
    }
}
