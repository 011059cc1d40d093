package io.peakday.limits.region;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.peakday.limits.Rate.TokenBucket;
import io.peakday.limits.StepTime;
import io.peakday.limits.count.Counter;
import io.peakday.limits.count.LeasedCounter;
import io.peakday.limits.count.LeasedCounter.Terms;
import io.peakday.limits.count.Lender.Lease;
import io.peakday.limits.count.Taken;
import io.peakday.limits.region.Rebalancing.Demand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Three regions with two nodes each and a network that delays, loses and repeats, in steps of 10 ms: the same seed gives
 * the same run. Ledgers, rebalancing, leases and buckets are the real ones.
 *
 * <p>Overshoot is measured against one ideal bucket of the whole limit: what was let through is taken from it, and how far
 * below zero it falls is by how much more was let through, in the worst stretch of time, than one bucket would have.
 */
final class RegionSimulation {
    static final List<String> REGIONS = List.of("ap", "eu", "us");
    static final TokenBucket WHOLE = new TokenBucket(2000, 1000, Duration.ofSeconds(1));
    static final int NODES = 2;
    static final int SLICE = 20;
    static final long EVERY = 1000;
    private static final int STEP = 10;

    /** How regions come to a greater share. */
    enum Protocol {
        /** As it is: one gives, then the other has. */
        GIVE,
        /** As it must not be: each takes what it thinks right by demand, and the others learn of it later. */
        TAKE,
        /** Without any exchange. */
        FIXED
    }

    /** Requests a second to a region at a time. */
    @FunctionalInterface
    interface Load {
        double perSecond(String region, long millis);
    }

    /** When a region is cut off. */
    record Cut(String region, long from, long to) {
        boolean parts(String a, String b, long millis) {
            return millis >= from && millis < to && (a.equals(region) || b.equals(region));
        }
    }

    record Result(double overshoot, Map<Long, Map<String, Integer>> passedBySecond) {
        int passed(String region, long fromSecond, long toSecond) {
            int sum = 0;
            for (long second = fromSecond; second < toSecond; second++) {
                sum += passedBySecond.getOrDefault(second, Map.of()).getOrDefault(region, 0);
            }
            return sum;
        }

        int passed(long fromSecond, long toSecond) {
            return REGIONS.stream()
                    .mapToInt(region -> passed(region, fromSecond, toSecond))
                    .sum();
        }
    }

    private record Message(
            long arrives, long number, String to, String from, ShareLedger ledger, double demand, long sent) {}

    private final class Node {
        ShareLedger view = ShareLedger.equal(REGIONS);
        Counter counter;
    }

    private final class Region {
        final String name;
        ShareLedger ledger = ShareLedger.equal(REGIONS);
        final Map<String, Demand> demand = new HashMap<>();
        final List<Node> nodes = new ArrayList<>();
        final Bucket bucket;
        long bucketVersion;
        long asked;

        Region(String name) {
            this.name = name;
            this.bucket = Bucket.builder()
                    .addLimit(limit -> {
                        TokenBucket part = part(ledger);
                        return limit.capacity(part.capacity()).refillGreedy(part.refill(), part.every());
                    })
                    .withCustomTimePrecision(meter)
                    .build();
            for (int i = 0; i < NODES; i++) {
                Node node = new Node();
                node.counter = new LeasedCounter(
                        units -> lend(node, units),
                        new Terms(WHOLE, SLICE, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(500)),
                        null,
                        time);
                nodes.add(node);
            }
        }

        TokenBucket part(ShareLedger known) {
            return protocol == Protocol.TAKE
                    ? RegionRateOf.part(WHOLE, taken(name, demand))
                    : RegionRate.of(WHOLE, known, name).bucket();
        }

        CompletableFuture<Lease> lend(Node node, long units) {
            long version = protocol == Protocol.TAKE ? bucketVersion + 1 : node.view.version(name);
            if (version > bucketVersion) {
                bucketVersion = version;
                TokenBucket part = part(node.view);
                bucket.replaceConfiguration(
                        BucketConfiguration.builder()
                                .addLimit(limit -> limit.capacity(Math.max(1, part.capacity()))
                                        .refillGreedy(part.refill(), part.every()))
                                .build(),
                        TokensInheritanceStrategy.AS_IS);
            }
            long granted = bucket.tryConsumeAsMuchAsPossible(units);
            return CompletableFuture.completedFuture(new Lease(
                    granted,
                    bucket.getAvailableTokens(),
                    part(node.view).every().toNanos() / WHOLE.refill()));
        }
    }

    private final Protocol protocol;
    private final Load load;
    private final List<Cut> cuts;
    private final Random random;
    private final StepTime time = new StepTime();
    private final TimeMeter meter = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return time.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };
    private final PriorityQueue<Message> network = new PriorityQueue<>(
            java.util.Comparator.comparingLong(Message::arrives).thenComparingLong(Message::number));
    private final Map<String, Region> regions = new HashMap<>();
    private long messages;

    RegionSimulation(long seed, Protocol protocol, Load load, List<Cut> cuts) {
        this.random = new Random(seed);
        this.protocol = protocol;
        this.load = load;
        this.cuts = cuts;
        REGIONS.forEach(name -> regions.put(name, new Region(name)));
    }

    Result run(Duration length) {
        double ideal = WHOLE.capacity();
        double worst = 0;
        Map<Long, Map<String, Integer>> passed = new HashMap<>();
        for (long now = 0; now < length.toMillis(); now += STEP) {
            deliver(now);
            int all = 0;
            for (String name : REGIONS) {
                int here = ask(regions.get(name), now);
                all += here;
                passed.computeIfAbsent(now / 1000, second -> new HashMap<>()).merge(name, here, Integer::sum);
                exchange(regions.get(name), now);
            }
            ideal -= all;
            worst = Math.max(worst, -ideal);
            double back = WHOLE.refill() * STEP / 1000.0;
            ideal = Math.min(WHOLE.capacity(), ideal + back);
            time.pass(Duration.ofMillis(STEP));
        }
        return new Result(worst, passed);
    }

    private int ask(Region region, long now) {
        double expected = load.perSecond(region.name, now) * STEP / 1000;
        int requests = (int) expected + (random.nextDouble() < expected - (int) expected ? 1 : 0);
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            Node node = region.nodes.get(random.nextInt(NODES));
            passed += node.counter.take(1).outcome() == Taken.Outcome.ALLOWED ? 1 : 0;
        }
        region.asked += requests;
        return passed;
    }

    private void exchange(Region region, long now) {
        long phase = (now + 330L * REGIONS.indexOf(region.name)) % EVERY;
        // The nodes of a region do not look at its ledger at the same time.
        if (phase == 500) {
            region.nodes.get(1).view = region.ledger;
        }
        if (phase != 0 || protocol == Protocol.FIXED) {
            return;
        }
        region.demand.put(region.name, new Demand(region.asked * 1000.0 / EVERY, now));
        region.asked = 0;
        if (protocol == Protocol.GIVE) {
            Map<String, Long> gifts = Rebalancing.gifts(
                    region.name, region.ledger, region.demand, now, new Rebalancing.Rules(0.05, 10 * EVERY));
            gifts.forEach((to, parts) -> region.ledger = region.ledger.give(region.name, to, parts));
        }
        region.nodes.get(0).view = region.ledger;
        for (String to : region.ledger.others(region.name)) {
            int copies = random.nextInt(10) < 2 ? 0 : random.nextInt(10) < 1 ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                long arrives = now + 20 + random.nextInt(1500);
                double asked = region.demand.get(region.name).perSecond();
                network.add(new Message(arrives, messages++, to, region.name, region.ledger, asked, now));
            }
        }
    }

    private void deliver(long now) {
        while (!network.isEmpty() && network.peek().arrives() <= now) {
            Message message = network.poll();
            if (cuts.stream().noneMatch(cut -> cut.parts(message.from(), message.to(), now))) {
                Region to = regions.get(message.to());
                to.ledger = to.ledger.merge(message.ledger());
                Demand known = to.demand.get(message.from());
                if (known == null || known.receivedMillis() < message.sent()) {
                    to.demand.put(message.from(), new Demand(message.demand(), message.sent()));
                }
            }
        }
    }

    private static double taken(String region, Map<String, Demand> demand) {
        double all = demand.values().stream().mapToDouble(Demand::perSecond).sum();
        Demand own = demand.get(region);
        return own == null || all <= 0 ? 1.0 / REGIONS.size() : own.perSecond() / all;
    }

    private static final class RegionRateOf {
        static TokenBucket part(TokenBucket whole, double part) {
            return new TokenBucket(
                    Math.max(1, (long) (whole.capacity() * part)), whole.refill(), Duration.ofNanos((long)
                            (whole.every().toNanos() / Math.max(0.001, part))));
        }
    }
}
