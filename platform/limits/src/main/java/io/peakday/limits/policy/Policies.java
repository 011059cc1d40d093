package io.peakday.limits.policy;

import io.peakday.kernel.Checks;
import io.peakday.limits.LimitsSettings;
import io.peakday.limits.Policy;
import io.peakday.web.RouteRule;
import io.peakday.web.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The policies in force at one time, and which of them concern a request. Immutable. */
public final class Policies {
    /** @param cost units that this request takes of it */
    public record Match(Policy policy, long cost) {}

    /** They limit nothing. */
    public static final Policies NONE = new Policies(Map.of(), List.of());

    /** The class of routes that stay open while nobody can count, unless a policy says otherwise. */
    private static final String OPEN_WHEN_AWAY = "open-when-away";

    private record Candidate(Policy policy, int order, long cost) {}

    private final Map<String, Policy> byName;
    private final RouteTable<Candidate> routes = new RouteTable<>();
    private final RouteTable<Boolean> openWhenAway = new RouteTable<>();

    private Policies(Map<String, Policy> byName, List<Policy.Route> open) {
        this.byName = Map.copyOf(byName);
        open.forEach(route -> openWhenAway.add(route.method(), route.path(), true));
        byName.values().forEach(policy -> {
            List<Policy.Route> declared = policy.routes();
            for (int i = 0; i < declared.size(); i++) {
                Policy.Route route = declared.get(i);
                routes.add(route.method(), route.path(), new Candidate(policy, i, route.cost()));
            }
        });
    }

    /**
     * Those that ship, for the routes that say of which class they are, and over them those of the settings.
     *
     * @throws IllegalStateException if a route names a class that there is not
     */
    public static Written given(LimitsSettings settings, List<RouteRule> routes) {
        return new Written(settings.classes(), settings.policies())
                .over(PolicyYaml.shipped().with(routes));
    }

    /** @throws io.peakday.kernel.Failure {@code limits.bad-policies} with every wrong field */
    public static Policies of(Written written) {
        Checks checks = new Checks();
        Map<String, Policy> read = PolicyReader.read(written, checks);
        throwIfWrong(checks, "The settings of limits cannot be used: ");
        return new Policies(read, PolicyReader.routes(written, OPEN_WHEN_AWAY));
    }

    /** The same, over them what a file says. */
    public static Policies of(String file, String text, Written given) {
        Checks checks = new Checks();
        Written written = PolicyYaml.read(text, checks).over(given);
        Map<String, Policy> read = PolicyReader.read(written, checks);
        throwIfWrong(checks, "The policies in " + file + " cannot be used: ");
        return new Policies(read, PolicyReader.routes(written, OPEN_WHEN_AWAY));
    }

    private static void throwIfWrong(Checks checks, String what) {
        if (!checks.errors().isEmpty()) {
            StringBuilder all = new StringBuilder(what);
            checks.errors().forEach(error -> all.append("\n  ").append(error.message()));
            checks.orThrow("limits.bad-policies", all.toString());
        }
    }

    /** By name. */
    public Map<String, Policy> all() {
        return byName;
    }

    /** Whether a request is let through, counted by this node alone, while the shared counters cannot be reached. */
    public boolean staysOpen(String method, String path) {
        return !openWhenAway.find(method, path).isEmpty();
    }

    /** The policies that concern a request, each once, with what the first of its routes that fits says it costs. */
    public List<Match> find(String method, String path) {
        List<Candidate> found = routes.find(method, path);
        if (found.isEmpty()) {
            return List.of();
        }
        List<Match> matches = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            Candidate candidate = found.get(i);
            if (isFirst(found, i, candidate)) {
                matches.add(new Match(candidate.policy(), candidate.cost()));
            }
        }
        return matches;
    }

    @SuppressWarnings("ReferenceEquality") // each policy is there once
    private static boolean isFirst(List<Candidate> found, int at, Candidate candidate) {
        for (int i = 0; i < found.size(); i++) {
            Candidate other = found.get(i);
            if (i != at
                    && other.policy() == candidate.policy()
                    && (other.order() < candidate.order() || (other.order() == candidate.order() && i < at))) {
                return false;
            }
        }
        return true;
    }
}
