package io.peakday.limits.bench;

import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.benchkit.Conditions;
import io.peakday.benchkit.Figure;
import io.peakday.kernel.ProgramClock;
import io.peakday.limits.Limits;
import io.peakday.limits.LimitsNode;
import io.peakday.limits.LimitsSettings;
import io.peakday.limits.Who;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What it costs to decide on a request in the process, beside the bare bucket of the library under it; one thread. */
final class Limiting {
    private static final int CALLERS = 1000;
    private static final String POLICY = "peakday.limits.policies.browse.";

    private record Caller(String address) implements Who {
        @Override
        public @Nullable String customer() {
            return null;
        }

        @Override
        public @Nullable String apiKey() {
            return null;
        }

        @Override
        public @Nullable String signedIn() {
            return null;
        }
    }

    private final Conditions conditions;

    Limiting(Conditions conditions) {
        this.conditions = conditions;
    }

    List<Figure> measure() {
        Bucket bare = Bucket.builder()
                .addLimit(limit -> limit.capacity(1_000_000_000).refillGreedy(1_000_000_000, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build();
        // The shipped policies; browsing without an end to it, so that it is decided and not refused.
        LimitsSettings settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        POLICY + "routes[0]", "browse",
                        POLICY + "key[0]", "address",
                        POLICY + "token-bucket.capacity", "1000000000",
                        POLICY + "token-bucket.refill", "1000000000",
                        POLICY + "token-bucket.every", "1s")))
                .bindOrCreate("peakday.limits", Bindable.of(LimitsSettings.class));
        try (LimitsNode node = LimitsNode.open(settings, ProgramClock.instance(), new SimpleMeterRegistry())) {
            node.declare(List.of());
            Limits limits = node.limits();
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(new Caller("198.51.100." + i));
            }
            int[] next = {0};
            double library = nanos(() -> bare.tryConsumeAndReturnRemaining(1).isConsumed());
            double decided = nanos(() -> limits.decide("GET", "/p/lamp", callers.get(next[0]++ % CALLERS))
                    .allows());
            double free = nanos(() ->
                    limits.decide("GET", "/assets/shop.css", callers.getFirst()).allows());
            return List.of(
                    figure("the library's bucket alone", library, "one bucket, one thread"),
                    figure("a decision, one policy", decided, "its route, one of 1,000 callers, their bucket"),
                    figure("a decision, no policy", free, "a route that nothing limits"));
        }
    }

    private static Figure figure(String what, double nanos, String how) {
        return new Figure(what, 1e9 / nanos, 0, 0, 0, 0, String.format(Locale.ROOT, "%.0f ns each; %s", nanos, how));
    }

    /** Measured twice; the second time counts. */
    private double nanos(BooleanSupplier decision) {
        run(decision);
        return run(decision);
    }

    private double run(BooleanSupplier decision) {
        long start = System.nanoTime();
        long end = start + conditions.time().dividedBy(2).toNanos();
        long count = 0;
        long refused = 0;
        long now = start;
        while (now < end) {
            for (int i = 0; i < 1000; i++) {
                refused += decision.getAsBoolean() ? 0 : 1;
            }
            count += 1000;
            now = System.nanoTime();
        }
        if (refused > 0) {
            throw new IllegalStateException(refused + " decisions were refused: not what was to be measured");
        }
        return (double) (now - start) / count;
    }
}
