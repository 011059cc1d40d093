package io.peakday.limits.policy;

import io.peakday.kernel.Checks;
import io.peakday.limits.KeyPart;
import io.peakday.limits.Policy;
import io.peakday.limits.Policy.AcrossRegions;
import io.peakday.limits.Policy.Route;
import io.peakday.limits.PolicySettings;
import io.peakday.limits.Rate;
import io.peakday.web.RouteTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what somebody wrote into policies that hold, or says everything that is wrong with it. */
final class PolicyReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final Pattern METHODS = Pattern.compile("\\*|[A-Z]+(,[A-Z]+)*");
    private static final Set<String> METHOD_NAMES =
            Set.of("*", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final long MOST = 1_000_000_000L;
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MOST_POLICIES = 200;

    private final Written written;
    private final Checks checks;

    private PolicyReader(Written written, Checks checks) {
        this.written = written;
        this.checks = checks;
    }

    /** The policies in force, by name; of wrong ones nothing can be relied on once {@code checks} has errors. */
    static Map<String, Policy> read(Written written, Checks checks) {
        return new PolicyReader(written, checks).read();
    }

    /** The routes of a class; none if there is no such class. What is wrong with them is noted when the policies are read. */
    static List<Route> routes(Written written, String name) {
        PolicyReader reader = new PolicyReader(written, new Checks());
        return written.classes().getOrDefault(name, List.of()).stream()
                .flatMap(route -> reader.parse("classes." + name, route, 1).stream())
                .toList();
    }

    private Map<String, Policy> read() {
        written.classes().forEach((name, routes) -> {
            check("classes." + name, NAME.matcher(name).matches(), "must be a name of lower-case letters.");
            routes.forEach(route -> parse("classes." + name, route, 1));
        });
        check("policies", written.policies().size() <= MOST_POLICIES, "may be at most " + MOST_POLICIES + ".");
        Map<String, Policy> policies = new LinkedHashMap<>();
        written.policies().forEach((name, settings) -> {
            if (settings.enabled()) {
                Policy policy = policy("policies." + name, name, settings);
                if (policy != null) {
                    policies.put(name, policy);
                }
            }
        });
        return policies;
    }

    private @Nullable Policy policy(String at, String name, PolicySettings settings) {
        check(at, NAME.matcher(name).matches(), "must be a name of lower-case letters, digits and hyphens.");
        check(at + ".cost", settings.cost() >= 0 && settings.cost() <= MOST, "must be from 0 to " + MOST + ".");
        List<Route> routes = new ArrayList<>();
        settings.costs().forEach((route, cost) -> {
            check(at + ".costs", cost >= 0 && cost <= MOST, "must be from 0 to " + MOST + " for '" + route + "'.");
            routes.addAll(parse(at + ".costs", route, cost));
        });
        for (String route : settings.routes()) {
            List<String> members = written.classes().get(route);
            if (members != null) {
                members.forEach(member -> routes.addAll(parse("classes." + route, member, settings.cost())));
            } else {
                routes.addAll(parse(at + ".routes", route, settings.cost()));
            }
        }
        key(at + ".key", settings.key());
        Rate rate = rate(at, settings);
        if (rate == null) {
            return null;
        }
        routes.forEach(route -> check(
                at + ".costs",
                route.cost() <= rate.limit(),
                "of " + route.cost() + " for '" + route.path() + "' can never be had from " + rate.limit() + "."));
        check(
                at + ".regions",
                settings.regions() == AcrossRegions.EACH || rate instanceof Rate.TokenBucket,
                "can be 'shared' with a token-bucket only.");
        return new Policy(name, routes, settings.key(), rate, settings.whenAway(), settings.regions());
    }

    private void key(String at, List<KeyPart> key) {
        check(at, !key.isEmpty(), "is required: global, address, customer, api-key or caller, or several.");
        check(at, new LinkedHashSet<>(key).size() == key.size(), "must not name a part twice.");
        check(at, key.size() <= 1 || !key.contains(KeyPart.GLOBAL), "'global' stands alone.");
    }

    @SuppressWarnings("ShortCircuitBoolean") // every mistake is reported, not only the first
    private @Nullable Rate rate(String at, PolicySettings settings) {
        PolicySettings.TokenBucket bucket = settings.tokenBucket();
        PolicySettings.SlidingWindow window = settings.slidingWindow();
        if ((bucket == null) == (window == null)) {
            check(at, false, "needs either a token-bucket or a sliding-window.");
            return null;
        }
        if (bucket != null) {
            String here = at + ".token-bucket";
            boolean good = (amount(here + ".capacity", bucket.capacity())
                            & amount(here + ".refill", bucket.refill())
                            & time(here + ".every", bucket.every()))
                    && check(
                            here + ".refill",
                            bucket.refill() <= bucket.every().toNanos(),
                            "may be at most one in a nanosecond.");
            return good ? new Rate.TokenBucket(bucket.capacity(), bucket.refill(), bucket.every()) : null;
        }
        String here = at + ".sliding-window";
        boolean good =
                window != null && (amount(here + ".limit", window.limit()) & time(here + ".window", window.window()));
        return good ? new Rate.SlidingWindow(window.limit(), window.window()) : null;
    }

    private boolean amount(String at, long amount) {
        return check(at, amount >= 1 && amount <= MOST, "must be from 1 to " + MOST + ".");
    }

    private boolean time(String at, @Nullable Duration time) {
        boolean good = time != null && time.compareTo(Duration.ofMillis(1)) >= 0 && time.compareTo(LONGEST) <= 0;
        return check(at, good, "must be from 1ms to 31d, such as 30s or 5m.");
    }

    private List<Route> parse(String at, String text, long cost) {
        String[] parts = text.strip().split("\\s+");
        if (parts.length != 2 || !METHODS.matcher(parts[0]).matches() || !RouteTable.isPattern(parts[1])) {
            check(
                    at,
                    false,
                    "'" + text + "' is neither a class of routes nor a route, such as POST /api/v1/things/{id}"
                            + " or '* /api/**'.");
            return List.of();
        }
        List<Route> routes = new ArrayList<>();
        for (String method : parts[0].split(",")) {
            check(at, METHOD_NAMES.contains(method), "'" + method + "' is not a method.");
            if (!method.equals("HEAD")) {
                routes.add(new Route(method, parts[1], cost));
            }
        }
        return routes;
    }

    private boolean check(String field, boolean good, String message) {
        checks.require(good, field, "invalid", field + " " + message);
        return good;
    }
}
