package io.peakday.events.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.benchkit.Conditions;
import io.peakday.benchkit.Figure;
import io.peakday.benchkit.Subject;
import io.peakday.commandkit.OpenStore;
import io.peakday.engines.Database;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.events.EventRuntime;
import io.peakday.events.EventSettings;
import io.peakday.events.EventType;
import io.peakday.events.Keyed;
import io.peakday.events.Outbox;
import io.peakday.events.Subscription;
import io.peakday.kernel.ProgramClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Events a second from outbox to handler, and how long one takes when nothing else is going on. */
final class EventFlow {
    private static final EventType<Ping> PING = new EventType<>("bench.ping", 1, "bench", Ping.class);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** @param sentNanos when it was appended, by this process's clock */
    record Ping(long number, long sentNanos) {}

    private final Conditions conditions;
    private final Subject subject;

    EventFlow(Subject subject, Conditions conditions) {
        this.subject = subject;
        this.conditions = conditions;
    }

    List<Figure> measure() throws InterruptedException {
        conditions.progress().accept("events …");
        int count = conditions.quick() ? 20_000 : 200_000;
        try (OpenStore store = subject.open()) {
            // The node that is measured relays; this process only appends and listens.
            EventSettings own = new EventSettings(
                    "peakday.",
                    "bench",
                    "local",
                    "",
                    EventSettings.Topics.defaults(),
                    new EventSettings.Relay(
                            false,
                            EventSettings.Relay.defaults().shards(),
                            1,
                            Duration.ZERO,
                            Duration.ofSeconds(1),
                            EventSettings.Relay.defaults().lease()),
                    EventSettings.Sent.defaults(),
                    EventSettings.Consumers.defaults());
            Outbox outbox = new Outbox(store.bean(Database.class), ProgramClock.instance(), own);
            KafkaBootstrap kafka = store.bean(KafkaBootstrap.class);
            BlockingQueue<Long> latencies = new ArrayBlockingQueue<>(100_000);
            CountDownLatch all = new CountDownLatch(count);
            Subscription listener = Subscription.broadcast("bench.listener")
                    .onBatch(
                            PING,
                            pings -> pings.forEach(ping -> {
                                if (ping.payload().number() < 0) {
                                    latencies.add(
                                            System.nanoTime() - ping.payload().sentNanos());
                                } else {
                                    all.countDown();
                                }
                            }));
            try (EventRuntime runtime = new EventRuntime(outbox, kafka, List.of(listener), new SimpleMeterRegistry())) {
                runtime.start();
                runtime.awaitReady(TIMEOUT);
                Figure one = latency(store, outbox, latencies);
                return List.of(one, flow(store, outbox, all, count));
            }
        }
    }

    private Figure latency(OpenStore store, Outbox outbox, BlockingQueue<Long> latencies) throws InterruptedException {
        int rounds = conditions.quick() ? 50 : 500;
        long[] nanos = new long[rounds];
        for (int i = -20; i < rounds; i++) {
            store.bean(Database.class)
                    .run(() -> outbox.append(PING, UUID.randomUUID().toString(), new Ping(-1, System.nanoTime())));
            Long took = latencies.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            if (took == null) {
                throw new IllegalStateException("an event did not arrive within " + TIMEOUT);
            }
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        Arrays.sort(nanos);
        return new Figure(
                "one event, append to handler",
                0,
                nanos[rounds / 2] / 1e6,
                nanos[rounds * 99 / 100] / 1e6,
                0,
                0,
                "aim: p99 under 100 ms");
    }

    private Figure flow(OpenStore store, Outbox outbox, CountDownLatch all, int count) throws InterruptedException {
        int batch = 500;
        long began = System.nanoTime();
        for (int from = 0; from < count; from += batch) {
            List<Keyed<Ping>> pings = new ArrayList<>(batch);
            for (int i = from; i < Math.min(count, from + batch); i++) {
                pings.add(new Keyed<>("key-" + i % 1_000, new Ping(i, 0)));
            }
            store.bean(Database.class).run(() -> outbox.appendAll(PING, pings));
        }
        if (!all.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(all.getCount() + " events did not arrive within " + TIMEOUT);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Figure(
                "events, append to handler",
                count / seconds,
                0,
                0,
                0,
                0,
                "appended by one writer in transactions of " + batch + ", relayed and handled meanwhile");
    }
}
