package io.peakday.limits;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.kernel.Checks;
import io.peakday.limits.Policy.AcrossRegions;
import io.peakday.limits.policy.Policies;
import io.peakday.limits.policy.PolicyFile;
import io.peakday.limits.policy.Written;
import io.peakday.limits.region.RegionShares;
import io.peakday.limits.shared.RedisLink;
import io.peakday.limits.shared.SharedCounters;
import io.peakday.web.RouteRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The limits of one node with all that belongs to them: where policies come from, where counters are, what is reported. */
public final class LimitsNode implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final LimitsSettings settings;
    private final @Nullable PolicyFile file;
    private final @Nullable SharedCounters shared;
    private final @Nullable RegionShares regions;
    private final Limits limits;
    private final MeterRegistry meters;
    private final Set<String> measured = ConcurrentHashMap.newKeySet();

    private LimitsNode(
            LimitsSettings settings,
            @Nullable PolicyFile file,
            @Nullable SharedCounters shared,
            @Nullable RegionShares regions,
            Limits limits,
            MeterRegistry meters) {
        this.settings = settings;
        this.file = file;
        this.shared = shared;
        this.regions = regions;
        this.limits = limits;
        this.meters = meters;
    }

    /**
     * Prepares the counters; connects to nothing yet, and limits nothing until the routes are {@linkplain #declare declared}.
     *
     * @throws io.peakday.kernel.Failure if the settings cannot be used, naming every wrong field
     */
    public static LimitsNode open(LimitsSettings settings, InstantSource clock, MeterRegistry meters) {
        check(settings);
        PolicyFile file = settings.file().isBlank() ? null : new PolicyFile(Path.of(settings.file()));
        LimitsSettings.Redis redis = settings.redis();
        SharedCounters shared = null;
        RegionShares regions = null;
        NodeCounters counters = NodeCounters.alone(System::nanoTime);
        if (!redis.url().isBlank()) {
            RedisLink link = new RedisLink(redis.url(), redis.password(), redis.timeout(), redis.ca());
            shared = new SharedCounters(link, redis.timeout(), redis.pause());
            regions = settings.region().name().isBlank() ? null : regions(settings, link, clock);
            counters = NodeCounters.together(System::nanoTime, redis, shared, regions);
        }
        Limits limits = new Limits(Policies.NONE, counters, settings.maxKeys());
        LimitsNode node = new LimitsNode(settings, file, shared, regions, limits, meters);
        node.measure();
        return node;
    }

    private static void check(LimitsSettings settings) {
        LimitsSettings.Redis redis = settings.redis();
        LimitsSettings.Region region = settings.region();
        Checks checks = new Checks();
        time(checks, "reload-every", settings.reloadEvery());
        time(checks, "redis.timeout", redis.timeout());
        time(checks, "redis.lease", redis.lease());
        time(checks, "redis.pause", redis.pause());
        time(checks, "region.every", region.every());
        boolean alone = region.name().isBlank();
        wrongUnless(
                checks,
                alone || !redis.url().isBlank(),
                "redis.url",
                "is required where peakday.limits.region.name is given.");
        wrongUnless(
                checks,
                alone == region.peers().isEmpty() && !region.peers().containsKey(region.name()),
                "region.peers",
                "must name the other regions, and not this one.");
        wrongUnless(
                checks,
                (alone || isRegion(region.name()))
                        && region.peers().keySet().stream().allMatch(LimitsNode::isRegion),
                "region.name",
                "and the names of peers are of lower-case letters, digits and hyphens.");
        if (!checks.errors().isEmpty()) {
            StringBuilder all = new StringBuilder("The settings of limits cannot be used:");
            checks.errors().forEach(error -> all.append("\n  ").append(error.message()));
            checks.orThrow("limits.bad-settings", all.toString());
        }
    }

    private static void time(Checks checks, String name, Duration time) {
        boolean good = time.isPositive() && time.compareTo(LONGEST) <= 0;
        wrongUnless(checks, good, name, "must be a positive time of at most an hour.");
    }

    private static void wrongUnless(Checks checks, boolean good, String name, String message) {
        String field = "peakday.limits." + name;
        checks.require(good, field, "invalid", field + " " + message);
    }

    private static boolean isRegion(String name) {
        return name.matches("[a-z0-9-]{1,40}");
    }

    private static RegionShares regions(LimitsSettings settings, RedisLink own, InstantSource clock) {
        LimitsSettings.Region region = settings.region();
        Map<String, RedisLink> peers = new HashMap<>();
        region.peers()
                .forEach((name, url) -> peers.put(
                        name,
                        new RedisLink(
                                url,
                                settings.redis().password(),
                                settings.redis().timeout().multipliedBy(5),
                                settings.redis().ca())));
        return new RegionShares(region.name(), own, peers, region.floor(), region.every(), clock);
    }

    public Limits limits() {
        return limits;
    }

    /**
     * Puts the policies into force, with what the routes say of which class they are; called once, before the first request.
     *
     * @throws io.peakday.kernel.Failure if the policies cannot be used, naming every wrong field
     * @throws IllegalStateException if a route names a class that there is not
     */
    public void declare(List<RouteRule> routes) {
        Written given = Policies.given(settings, routes);
        limits.use(file == null ? Policies.of(given) : file.read(given));
        measure();
    }

    /** Reads the file of policies again if it changed. */
    public void reload() {
        if (file != null) {
            file.readIfChanged().ifPresent(read -> {
                limits.use(read);
                measure();
            });
        }
    }

    /** Exchanges shares with the other regions. */
    public void exchange() {
        if (regions != null) {
            regions.exchange(limits.policies().values().stream()
                    .filter(policy -> policy.regions() == AcrossRegions.SHARED)
                    .toList());
        }
    }

    public LimitsStatus status() {
        Map<String, Double> shares = new HashMap<>();
        RegionShares others = regions;
        if (others != null) {
            limits.policies().values().stream()
                    .filter(policy -> policy.regions() == AcrossRegions.SHARED)
                    .forEach(policy -> shares.put(policy.name(), others.share(policy.name())));
        }
        return new LimitsStatus(
                settings.enabled(),
                file == null ? null : file.path().toString(),
                file == null ? null : file.trouble(),
                shared == null ? "own" : "shared",
                shared == null || shared.answers(),
                others == null ? null : settings.region().name(),
                shares,
                limits.view());
    }

    private void measure() {
        if (measured.add("")) {
            Gauge.builder(
                            "peakday.limits.file.usable",
                            this,
                            node -> node.file == null || node.file.trouble() == null ? 1 : 0)
                    .description("Whether the file of policies can be used as it is now")
                    .register(meters);
            Gauge.builder(
                            "peakday.limits.counters.answer",
                            this,
                            node -> node.shared == null || node.shared.answers() ? 1 : 0)
                    .description("Whether the shared counters answered when last asked")
                    .register(meters);
        }
        for (PolicyView policy : limits.view()) {
            if (measured.add(policy.name())) {
                count(policy.name(), "allowed", PolicyView::allowed);
                count(policy.name(), "refused", PolicyView::refused);
                count(policy.name(), "unavailable", PolicyView::away);
            }
        }
    }

    private void count(String policy, String outcome, ToLongFunction<PolicyView> what) {
        FunctionCounter.builder("peakday.limits.decisions", this, node -> node.now(policy, what))
                .description("Decisions by policy and outcome")
                .tag("policy", policy)
                .tag("outcome", outcome)
                .register(meters);
    }

    private double now(String policy, ToLongFunction<PolicyView> what) {
        List<PolicyView> all = limits.view();
        return all.stream()
                .filter(view -> view.name().equals(policy))
                .mapToLong(what)
                .sum();
    }

    @Override
    public void close() {
        if (regions != null) {
            regions.close();
        }
        if (shared != null) {
            shared.close();
        }
    }
}
