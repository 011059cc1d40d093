package io.peakday.limits;

import static io.peakday.limits.LimitsTest.policies;
import static io.peakday.limits.LimitsTest.who;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.peakday.limits.Rate.TokenBucket;
import io.peakday.limits.count.WindowCounter;
import io.peakday.limits.shared.RedisLink;
import io.peakday.limits.shared.SharedCounters;
import io.peakday.testkit.PrivateRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * What a decision costs: in the process, against plain Bucket4j; through a real server, against asking it each time; and
 * how far nodes together overshoot. Run its {@code main} with the test class path.
 */
public final class LimitsBench {
    private static final String POLICIES = """
            policies:
              busy:
                routes: ["GET /p/{slug}"]
                key: [address]
                token-bucket: {capacity: 1000000000, refill: 1000000000, every: 1s}
              measured:
                routes: [GET /measured]
                key: [address]
                token-bucket: {capacity: 2000, refill: 2000, every: 1s}
              shared:
                routes: [GET /shared]
                key: [address]
                token-bucket: {capacity: 1000000, refill: 1000000, every: 1s}
            """;
    private static final int KEYS = 1000;

    private LimitsBench() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 4;
        local(seconds);
        try (PrivateRedis redis = new PrivateRedis()) {
            redis.start();
            asked(redis, seconds);
            shared(redis, seconds);
            overshoot(redis, 2 * seconds);
        }
    }

    private static void local(int seconds) {
        Bucket plain = Bucket.builder()
                .addLimit(limit -> limit.capacity(1_000_000_000).refillGreedy(1_000_000_000, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build();
        Limits limits = new Limits(policies(POLICIES), NodeCounters.alone(System::nanoTime), 100_000);
        Who[] who = new Who[KEYS];
        for (int i = 0; i < KEYS; i++) {
            who[i] = who("198.51.100." + i, null);
        }
        WindowCounter window =
                new WindowCounter(new Rate.SlidingWindow(1_000_000_000_000L, Duration.ofSeconds(10)), System::nanoTime);
        int[] next = {0};
        for (int round = 0; round < 2; round++) {
            nanos("plain Bucket4j, one bucket: tryConsume", seconds, () -> plain.tryConsume(1));
            nanos(
                    "plain Bucket4j, one bucket: with what remains",
                    seconds,
                    () -> plain.tryConsumeAndReturnRemaining(1).isConsumed());
            nanos("sliding window, one key", seconds, () -> window.take(1).remaining() >= 0);
            nanos(
                    "decide: route, 1,000 keys, bucket",
                    seconds,
                    () -> limits.decide("GET", "/p/lamp", who[next[0]++ % KEYS]).allows());
            nanos(
                    "decide: no policy for the route",
                    seconds,
                    () -> limits.decide("GET", "/assets/x.css", who[0]).allows());
        }
    }

    private static void nanos(String what, int seconds, BooleanSupplier decision) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long start = System.nanoTime();
        long count = 0;
        long yes = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < 1000; i++) {
                yes += decision.getAsBoolean() ? 1 : 0;
            }
            count += 1000;
        }
        System.out.printf(
                "%-48s %6.0f ns  (%d %% allowed)%n",
                what, (double) (System.nanoTime() - start) / count, 100 * yes / count);
    }

    private static void asked(PrivateRedis redis, int seconds) throws Exception {
        RedisClient client = RedisClient.create(redis.url());
        var connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        var bucket = Bucket4jLettuce.casBasedBuilder(connection)
                .build()
                .builder()
                .build(
                        "plain",
                        () -> BucketConfiguration.builder()
                                .addLimit(limit -> limit.capacity(1_000_000_000)
                                        .refillGreedy(1_000_000_000, Duration.ofSeconds(1)))
                                .build());
        for (int threads : new int[] {1, 16}) {
            System.out.printf(
                    "plain Bucket4j on Redis, one key, %d threads: %,.0f decisions/s%n",
                    threads, perSecond(threads, seconds, () -> bucket.tryConsume(1)));
        }
        connection.close();
        client.shutdown();
    }

    private static void shared(PrivateRedis redis, int seconds) throws Exception {
        try (Node a = new Node(redis);
                Node b = new Node(redis)) {
            LongAdder round = new LongAdder();
            Who who = who("one", null);
            for (int threads : new int[] {1, 16}) {
                double rate = perSecond(threads, seconds, () -> {
                    round.increment();
                    return (Thread.currentThread().threadId() % 2 == 0 ? a : b)
                            .limits
                            .decide("GET", "/shared", who)
                            .allows();
                });
                System.out.printf("two nodes, leased, one key, %d threads: %,.0f decisions/s%n", threads, rate);
            }
        }
    }

    private static void overshoot(PrivateRedis redis, int seconds) throws Exception {
        TokenBucket rate = new TokenBucket(2000, 2000, Duration.ofSeconds(1));
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nodes.add(new Node(redis));
        }
        Who who = who("measured", null);
        List<Long> passed = java.util.Collections.synchronizedList(new ArrayList<>());
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Node node = nodes.get(i % 3);
                int number = i;
                all.add(threads.submit(() -> {
                    List<Long> mine = new ArrayList<>();
                    while (System.nanoTime() < end) {
                        // Bursts and pauses, so that slices are held over a pause.
                        boolean pause = System.nanoTime() / 300_000_000 % 4 == number % 2;
                        if (!pause
                                && node.limits.decide("GET", "/measured", who).allows()) {
                            mine.add(System.nanoTime());
                        }
                        java.util.concurrent.locks.LockSupport.parkNanos(200_000);
                    }
                    passed.addAll(mine);
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        nodes.forEach(Node::close);
        System.out.printf(
                "three nodes, %d/s and burst %d: %,d passed in %d s; at most %.0f over one bucket (bound %d)%n",
                rate.refill(), rate.capacity(), passed.size(), seconds, over(passed, rate), 3 * 100);
    }

    /** By how much more was let through, in the worst stretch of time, than one bucket would have. */
    private static double over(List<Long> passed, TokenBucket rate) {
        List<Long> times = passed.stream().sorted().toList();
        double tokens = rate.capacity();
        double worst = 0;
        long last = times.getFirst();
        for (long at : times) {
            tokens = Math.min(rate.capacity(), tokens + rate.refill() * (at - last) / 1e9) - 1;
            worst = Math.max(worst, -tokens);
            last = at;
        }
        return worst;
    }

    private static double perSecond(int threads, int seconds, Callable<Boolean> decision) throws Exception {
        LongAdder count = new LongAdder();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> {
                    while (System.nanoTime() < end) {
                        decision.call();
                        count.increment();
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        return (double) count.sum() / seconds;
    }

    private static final class Node implements AutoCloseable {
        final SharedCounters shared;
        final Limits limits;

        Node(PrivateRedis redis) {
            LimitsSettings.Redis terms = new LimitsSettings.Redis(
                    redis.url(),
                    "",
                    Duration.ofSeconds(1),
                    0.05,
                    1000,
                    Duration.ofSeconds(2),
                    Duration.ofMillis(500),
                    "");
            shared =
                    new SharedCounters(new RedisLink(terms.url(), "", terms.timeout()), terms.timeout(), terms.pause());
            limits = new Limits(
                    policies(POLICIES), NodeCounters.together(System::nanoTime, terms, shared, null), 100_000);
        }

        @Override
        public void close() {
            shared.close();
        }
    }
}
