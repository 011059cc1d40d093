package io.peakday.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peakday.limits.Policy.WhenAway;
import io.peakday.limits.count.Counter;
import io.peakday.limits.count.Taken;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The counters of one policy on this node, by key, and what became of the requests. Bounded: what was not asked for in the
 * time in which all of the limit comes back is as good as new and forgotten; past the bound the longest unused are.
 */
final class PolicyCounters {
    private final Policy policy;
    private final Cache<String, Counter> counters;
    private final Function<String, Counter> create;
    /** For routes that stay open while the shared counters are away; nothing is in it otherwise. */
    private final Cache<String, Counter> alone;

    private final Function<String, Counter> createAlone;
    final LongAdder allowed = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder away = new LongAdder();

    /**
     * @param create of a key
     * @param createAlone of a key, on this node only
     */
    PolicyCounters(
            Policy policy,
            int maxKeys,
            Duration atLeast,
            Function<String, Counter> create,
            Function<String, Counter> createAlone) {
        this.policy = policy;
        this.create = create;
        this.createAlone = createAlone;
        // A sliding window counts up to a slot longer.
        Duration full = policy.rate().window().multipliedBy(2);
        Duration retention = full.compareTo(atLeast) > 0 ? full : atLeast;
        this.counters = cache(maxKeys, retention);
        this.alone = cache(maxKeys, retention);
    }

    private static Cache<String, Counter> cache(int maxKeys, Duration retention) {
        return Caffeine.newBuilder()
                .maximumSize(maxKeys)
                .expireAfterAccess(retention)
                .executor(Runnable::run)
                .build();
    }

    Policy policy() {
        return policy;
    }

    /** @param staysOpen asked where the shared counters are away and the policy leaves it to the route */
    Taken take(String key, long units, BooleanSupplier staysOpen) {
        Counter counter = counters.getIfPresent(key);
        if (counter == null) {
            counter = counters.get(key, create);
        }
        Taken taken = counter.take(units);
        if (taken.outcome() == Taken.Outcome.AWAY
                && policy.whenAway() == WhenAway.BY_ROUTE
                && staysOpen.getAsBoolean()) {
            taken = alone.get(key, createAlone).take(units);
        }
        switch (taken.outcome()) {
            case ALLOWED -> allowed.increment();
            case REFUSED -> refused.increment();
            case AWAY -> away.increment();
        }
        return taken;
    }

    void release(String key, long units) {
        Counter counter = counters.getIfPresent(key);
        if (counter != null) {
            counter.release(units);
            allowed.decrement();
        }
    }

    long keys() {
        return counters.estimatedSize();
    }
}
