package io.peakday.limits;

import io.peakday.limits.Rate.SlidingWindow;
import io.peakday.limits.Rate.TokenBucket;
import java.util.List;
import java.util.Locale;

/**
 * A policy as operators see it.
 *
 * @param name of the policy: {@code sign-in}
 * @param routes the requests it concerns, as method and path: {@code POST /api/v1/session}; {@code *} is any method, {@code {…}} and
 *     {@code *} stand for one segment of a path, {@code **} for any rest; {@code ×5} after it: such a request costs 5 units and not 1
 * @param key what it counts by, several together by their combination: {@code global} (everybody together), {@code address}, {@code
 *     customer}, {@code api-key}, {@code caller} (customer, member of staff or API key, or else the address)
 * @param algorithm {@code token-bucket} (refilled evenly) or {@code sliding-window} (never more than the limit in any window)
 * @param limit the most at once, or in a window, in units; a request costs 1 unless its route says otherwise
 * @param perSecond units that come back in a second
 * @param windowSeconds in how long all of it comes back
 * @param whenAway what holds while the shared counters cannot be reached: {@code by-route} (503, but on the routes that stay open each node
 *     counts for itself), {@code open} (each node counts for itself) or {@code closed} (503 on any route)
 * @param regions {@code each} (every region has the whole limit) or {@code shared} (the regions have it between them)
 * @param allowed requests let through on this node since the policy came into force
 * @param refused requests refused on this node because the limit was reached
 * @param away requests that nobody could count, and that were refused for it
 * @param keys about how many callers this node counts at the moment, each by its {@code key}
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
