package io.peakday.limits.region;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.peakday.limits.Policy;
import io.peakday.limits.Rate.TokenBucket;
import io.peakday.limits.region.Rebalancing.Demand;
import io.peakday.limits.region.Rebalancing.Rules;
import io.peakday.limits.region.ShareLedger.Gift;
import io.peakday.limits.shared.RedisLink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a region's {@link ShareLedger} of each shared policy in the region's Redis server, reads those of the other regions
 * from theirs, and gives away what is not needed here. Every node does this; they differ in nothing; a
 * gift is made only on what was not given from meanwhile.
 *
 * <p>A ledger that the server lost is put together again from what its nodes and the other regions remember.
 */
public final class RegionShares implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegionShares.class);
    private static final String PREFIX = "peakday:limits:region:";
    private static final String ASKED = "asked";
    private static final String MERGE = """
            for i = 1, #ARGV, 2 do
              local known = tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or '0')
              if tonumber(ARGV[i + 1]) > known then redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
            end
            return 1""";
    /** Gives only if nothing was given to anybody since the giver looked, so that nodes cannot give the same parts twice. */
    private static final String GIVE = """
            local all, out = redis.call('HGETALL', KEYS[1]), 0
            for i = 1, #all, 2 do
              if string.sub(all[i], 1, #ARGV[1]) == ARGV[1] then out = out + tonumber(all[i + 1]) end
            end
            if out ~= tonumber(ARGV[3]) then return 0 end
            redis.call('HINCRBY', KEYS[1], ARGV[1] .. ARGV[2], ARGV[4])
            return 1""";

    private record Seen(long asked, long atMillis, Demand demand) {}

    private final String self;
    private final List<String> regions;
    private final RedisLink own;
    private final Map<String, RedisLink> peers;
    private final Rules rules;
    private final Duration timeout;
    private final InstantSource clock;
    private final Map<String, ShareLedger> ledgers = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> asked = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Seen>> seen = new HashMap<>();

    /**
     * @param own the region's own server; closed by whoever made it
     * @param peers the other regions' servers, which this closes
     * @param every how often {@link #exchange} is called
     */
    public RegionShares(
            String self,
            RedisLink own,
            Map<String, RedisLink> peers,
            double floor,
            Duration every,
            InstantSource clock) {
        this.self = self;
        this.own = own;
        this.peers = Map.copyOf(peers);
        this.rules = new Rules(floor, every.multipliedBy(10).toMillis());
        this.timeout = Duration.ofSeconds(2);
        this.clock = clock;
        List<String> all = new ArrayList<>(peers.keySet());
        all.add(self);
        this.regions = all.stream().sorted().toList();
    }

    /** What this region may spend of a shared policy now. */
    public RegionRate rate(Policy policy, TokenBucket whole) {
        return RegionRate.of(whole, ledger(policy.name()), self);
    }

    /** Notes what is asked for here, whether it is had or not. */
    public void asked(Policy policy, long units) {
        asked.computeIfAbsent(policy.name(), name -> new LongAdder()).add(units);
    }

    /** This region's share of a policy, from 0 to 1. */
    public double share(String policy) {
        return (double) ledger(policy).share(self) / ShareLedger.WHOLE;
    }

    /** Sends to the other regions, receives from them, and gives away what is not needed here. One thread at a time. */
    public synchronized void exchange(Collection<Policy> shared) {
        for (Policy policy : shared) {
            try {
                exchange(policy.name());
            } catch (ExecutionException | TimeoutException e) {
                // The region's own server is away; what is known goes on to hold.
                LOG.debug("The shares of {} were not exchanged", policy.name(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void exchange(String policy) throws ExecutionException, TimeoutException, InterruptedException {
        String key = PREFIX + policy;
        long more = asked.computeIfAbsent(policy, name -> new LongAdder()).sumThenReset();
        long total = ask(own, redis -> redis.hincrby(key, ASKED, more));
        receive(policy, self, total);
        ShareLedger ledger = ledger(policy).merge(parse(ask(own, redis -> redis.hgetall(key))));
        for (Map.Entry<String, RedisLink> peer : peers.entrySet()) {
            Optional<Map<String, byte[]>> answered = tryAsk(peer.getValue(), redis -> redis.hgetall(key));
            if (answered.isPresent()) {
                ledger = ledger.merge(parse(answered.get()));
                receive(policy, peer.getKey(), number(answered.get().get(ASKED)));
            }
        }
        keep(key, ledger);
        ledgers.put(policy, give(policy, key, ledger));
    }

    private void keep(String key, ShareLedger ledger)
            throws ExecutionException, TimeoutException, InterruptedException {
        List<byte[]> known = new ArrayList<>();
        ledger.given().forEach((gift, parts) -> {
            known.add(bytes(field(gift)));
            known.add(bytes(parts.toString()));
        });
        if (!known.isEmpty()) {
            ask(
                    own,
                    redis -> redis.eval(
                            MERGE, ScriptOutputType.INTEGER, new String[] {key}, known.toArray(byte[][]::new)));
        }
    }

    private ShareLedger give(String policy, String key, ShareLedger ledger)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, Demand> demand = new HashMap<>();
        seen.getOrDefault(policy, Map.of()).forEach((region, what) -> demand.put(region, what.demand()));
        Map<String, Long> gifts = Rebalancing.gifts(self, ledger, demand, clock.millis(), rules);
        if (gifts.isEmpty()) {
            return ledger;
        }
        ShareLedger after = ledger;
        for (Map.Entry<String, Long> entry : gifts.entrySet()) {
            String before = Long.toString(after.givenBy(self));
            Long done = ask(
                    own,
                    redis -> redis.<Long>eval(
                            GIVE,
                            ScriptOutputType.INTEGER,
                            new String[] {key},
                            bytes(self + '>'),
                            bytes(entry.getKey()),
                            bytes(before),
                            bytes(entry.getValue().toString())));
            if (done == null || done != 1) {
                return after;
            }
            after = after.give(self, entry.getKey(), entry.getValue());
        }
        return after;
    }

    /** Demand is what was asked for since this node last received, over the time since, smoothed by half. */
    private void receive(String policy, String region, long total) {
        long now = clock.millis();
        seen.computeIfAbsent(policy, name -> new HashMap<>()).compute(region, (name, before) -> {
            if (before == null || total < before.asked()) {
                return new Seen(
                        total,
                        now,
                        new Demand(before == null ? 0 : before.demand().perSecond(), now));
            }
            long passed = now - before.atMillis();
            if (passed <= 0) {
                return before;
            }
            double lately = (total - before.asked()) * 1000.0 / passed;
            return new Seen(total, now, new Demand((before.demand().perSecond() + lately) / 2, now));
        });
    }

    private ShareLedger ledger(String policy) {
        return ledgers.computeIfAbsent(policy, name -> ShareLedger.equal(regions));
    }

    private ShareLedger parse(Map<String, byte[]> fields) {
        Map<Gift, Long> given = new HashMap<>();
        fields.forEach((name, value) -> {
            int arrow = name.indexOf('>');
            if (arrow > 0) {
                Gift gift = new Gift(name.substring(0, arrow), name.substring(arrow + 1));
                if (regions.contains(gift.from()) && regions.contains(gift.to())) {
                    given.put(gift, number(value));
                }
            }
        });
        return new ShareLedger(regions, given);
    }

    private static String field(Gift gift) {
        return gift.from() + ">" + gift.to();
    }

    private static long number(byte @org.jspecify.annotations.Nullable [] text) {
        return text == null ? 0 : Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T> T ask(RedisLink link, Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> question)
            throws ExecutionException, TimeoutException, InterruptedException {
        return link.connection()
                .thenCompose(connection -> question.apply(connection.async()))
                .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> Optional<T> tryAsk(
            RedisLink link, Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> question)
            throws InterruptedException {
        try {
            return Optional.of(Objects.requireNonNull(ask(link, question)));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        peers.values().forEach(RedisLink::close);
    }
}
