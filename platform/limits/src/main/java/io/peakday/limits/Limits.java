package io.peakday.limits;

import io.peakday.kernel.Failure;
import io.peakday.limits.count.Taken;
import io.peakday.limits.policy.Policies;
import io.peakday.limits.policy.Policies.Match;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether somebody may ask now.
 *
 * <p>All policies that concern a request must have room for it; if one has not, nothing is taken from the others. Policies
 * can be {@linkplain #use exchanged} at any time: those that stay the same keep what they have counted.
 */
public final class Limits {
    private static final Duration KEPT_AT_LEAST = Duration.ofSeconds(10);

    private record InForce(Policies policies, Map<String, PolicyCounters> counters) {}

    private final NodeCounters source;
    private final int maxKeys;
    private volatile InForce inForce;

    /** @param maxKeys the most keys that are counted for a policy at a time */
    public Limits(Policies policies, NodeCounters source, int maxKeys) {
        this.source = source;
        this.maxKeys = maxKeys;
        this.inForce = new InForce(policies, Map.of());
        use(policies);
    }

    /** Puts other policies into force. */
    public synchronized void use(Policies policies) {
        Map<String, PolicyCounters> before = inForce.counters();
        Map<String, PolicyCounters> counters = new LinkedHashMap<>();
        policies.all().forEach((name, policy) -> {
            PolicyCounters kept = before.get(name);
            counters.put(
                    name,
                    kept != null && sameCounting(kept.policy(), policy)
                            ? kept
                            : new PolicyCounters(
                                    policy,
                                    maxKeys,
                                    KEPT_AT_LEAST,
                                    key -> source.create(policy, key),
                                    key -> source.createAlone(policy)));
        });
        inForce = new InForce(policies, counters);
    }

    /** Whether what was counted for the one still means something for the other. */
    private static boolean sameCounting(Policy a, Policy b) {
        return a.rate().equals(b.rate())
                && a.key().equals(b.key())
                && a.whenAway() == b.whenAway()
                && a.regions() == b.regions();
    }

    /**
     * Decides for a request, and takes what it costs.
     *
     * @param path decoded, without a query
     */
    public Decision decide(String method, String path, Who who) {
        InForce now = inForce;
        List<Match> matches = now.policies().find(method, path);
        Decision decision = Decision.UNLIMITED;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            String key = key(match.policy(), who);
            PolicyCounters counters = now.counters().get(match.policy().name());
            if (key == null || counters == null || match.cost() == 0) {
                continue;
            }
            Taken taken = counters.take(key, match.cost(), () -> now.policies().staysOpen(method, path));
            if (taken.outcome() != Taken.Outcome.ALLOWED) {
                release(now, matches.subList(0, i), who);
                return refusal(match.policy(), taken);
            }
            double part = (double) taken.remaining() / match.policy().rate().limit();
            if (part < least) {
                least = part;
                decision = new Decision.Allowed(match.policy(), taken.remaining(), taken.waitNanos());
            }
        }
        return decision;
    }

    /**
     * Takes from a policy by name, for what is no request: a mail to an address, a step of a job.
     *
     * @param key whose, in a form of the caller's choice
     * @throws Failure {@code limits.no-policy}
     */
    public Decision take(String policy, String key, long cost) {
        InForce now = inForce;
        PolicyCounters counters = now.counters().get(policy);
        Policy said = now.policies().all().get(policy);
        if (counters == null || said == null) {
            throw Failure.internal("limits.no-policy", "There is no policy " + policy + " of limits.", null);
        }
        Taken taken = counters.take(key, cost, () -> false);
        return taken.outcome() == Taken.Outcome.ALLOWED
                ? new Decision.Allowed(said, taken.remaining(), taken.waitNanos())
                : refusal(said, taken);
    }

    /** The policies that concern a request, by name, and what it costs of each. */
    public Map<String, Long> costs(String method, String path) {
        Map<String, Long> costs = new TreeMap<>();
        inForce.policies()
                .find(method, path)
                .forEach(match -> costs.put(match.policy().name(), match.cost()));
        return costs;
    }

    /** Whether a request is let through, counted by this node alone, while the shared counters cannot be reached. */
    public boolean staysOpen(String method, String path) {
        return inForce.policies().staysOpen(method, path);
    }

    /** The policies in force, by name. */
    public Map<String, Policy> policies() {
        return inForce.policies().all();
    }

    /** What is in force, and what it did on this node since its policy came into force. */
    public List<PolicyView> view() {
        InForce now = inForce;
        return now.counters().entrySet().stream()
                .map(entry -> PolicyView.of(
                        java.util.Objects.requireNonNull(now.policies().all().get(entry.getKey())), entry.getValue()))
                .sorted(java.util.Comparator.comparing(PolicyView::name))
                .toList();
    }

    private static Decision refusal(Policy policy, Taken taken) {
        return taken.outcome() == Taken.Outcome.AWAY
                ? new Decision.Away(policy)
                : new Decision.Refused(policy, taken.waitNanos());
    }

    private static void release(InForce now, List<Match> taken, Who who) {
        for (Match match : taken) {
            String key = key(match.policy(), who);
            PolicyCounters counters = now.counters().get(match.policy().name());
            if (key != null && counters != null && match.cost() > 0) {
                counters.release(key, match.cost());
            }
        }
    }

    /** What the policy counts this caller by; null if it does not concern them. */
    private static @Nullable String key(Policy policy, Who who) {
        List<KeyPart> parts = policy.key();
        if (parts.size() == 1) {
            return part(parts.getFirst(), who);
        }
        StringBuilder key = new StringBuilder(80);
        for (KeyPart part : parts) {
            String value = part(part, who);
            if (value == null) {
                return null;
            }
            key.append(value).append('|');
        }
        return key.toString();
    }

    private static @Nullable String part(KeyPart part, Who who) {
        return switch (part) {
            case GLOBAL -> "all";
            case ADDRESS -> who.address();
            case CUSTOMER -> who.customer();
            case API_KEY -> who.apiKey();
            case CALLER -> {
                String signedIn = who.signedIn();
                yield signedIn == null ? who.address() : signedIn;
            }
        };
    }
}
