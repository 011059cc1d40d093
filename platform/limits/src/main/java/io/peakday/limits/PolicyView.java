package io.peakday.limits;

import io.peakday.limits.Rate.SlidingWindow;
import io.peakday.limits.Rate.TokenBucket;
import java.util.List;
import java.util.Locale;

/**
 * A policy as operators see it.
 *
 * @param key what it counts by: {@code address}, {@code customer} …
 * @param algorithm {@code token-bucket} or {@code sliding-window}
 * @param limit the most at once, or in a window
 * @param perSecond how much comes back in a second
 * @param windowSeconds in how long all of it comes back
 * @param allowed requests let through on this node since the policy came into force
 * @param refused requests refused on this node
 * @param away requests that nobody could count, and that were refused for it
 * @param keys about how many keys this node holds
 */
public record PolicyView(
        String name,
        List<String> routes,
        List<String> key,
        String algorithm,
        long limit,
        double perSecond,
        double windowSeconds,
        String whenAway,
        String regions,
        long allowed,
        long refused,
        long away,
        long keys) {

    static PolicyView of(Policy policy, PolicyCounters counters) {
        Rate rate = policy.rate();
        double seconds = rate.window().toNanos() / 1e9;
        return new PolicyView(
                policy.name(),
                policy.routes().stream()
                        .map(route ->
                                route.method() + " " + route.path() + (route.cost() == 1 ? "" : " ×" + route.cost()))
                        .toList(),
                policy.key().stream().map(PolicyView::spelled).toList(),
                switch (rate) {
                    case TokenBucket bucket -> "token-bucket";
                    case SlidingWindow window -> "sliding-window";
                },
                rate.limit(),
                rate.limit() / seconds,
                seconds,
                spelled(policy.whenAway()),
                spelled(policy.regions()),
                counters.allowed.sum(),
                counters.refused.sum(),
                counters.away.sum(),
                counters.keys());
    }

    private static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
