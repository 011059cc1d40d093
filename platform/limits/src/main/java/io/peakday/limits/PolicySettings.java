package io.peakday.limits;

import io.peakday.limits.Policy.AcrossRegions;
import io.peakday.limits.Policy.WhenAway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A policy as it is written, in settings or in a file.
 *
 * @param enabled false takes a policy away that ships with the program
 * @param routes classes of routes by name, or routes: {@code POST /api/v1/checkouts}, {@code GET,HEAD /p/**}
 * @param key what it counts by
 * @param tokenBucket this or a sliding window
 * @param cost units that a request takes
 * @param whenAway what holds while the shared counters cannot be reached: {@code by-route}, {@code open} or {@code closed}
 * @param costs other costs by route: {@code GET /api/v1/admin/orders/export: 20}
 */
public record PolicySettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue List<String> routes,
        @DefaultValue List<KeyPart> key,
        @Nullable TokenBucket tokenBucket,
        @Nullable SlidingWindow slidingWindow,
        @DefaultValue("1") long cost,
        @DefaultValue Map<String, Long> costs,
        @DefaultValue("by-route") WhenAway whenAway,
        @DefaultValue("each") AcrossRegions regions) {

    /** @see Rate.TokenBucket */
    public record TokenBucket(long capacity, long refill, Duration every) {}

    /** @see Rate.SlidingWindow */
    public record SlidingWindow(long limit, Duration window) {}
}
