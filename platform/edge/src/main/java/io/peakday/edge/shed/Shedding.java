package io.peakday.edge.shed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriority;
import io.peakday.web.RouteRule;
import io.peakday.web.SheddingSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much this node takes on at once. Every request asks here first; beyond the limit some wait a moment, and what must go
 * goes by its {@link Priority}: crawlers, then browsing, then what people have begun, and last of all what is critical.
 *
 * <p><b>The limit</b> is for requests that are being worked on, not for requests a second: too many at once is what makes all
 * of them slow. It is found by watching how long requests take ({@link Gradient}). A store's routes take microseconds or
 * tenths of a second, so that a change of what people do would look like a change of speed; therefore each route is compared
 * with its own usual time ({@link Pace}), and the limit follows the <i>slowdown</i> of all. Only work whose time is the node's
 * own is watched: not what is critical, which waits for others outside; not live streams, which hold no room once they are
 * open; not a rush, whose requests wait for one another.
 *
 * <p><b>Cost.</b> A request on a node with room costs two operations on one word and a comparison with the few routes
 * of a rush; its priority is worked out only beyond the lowest ceiling.
 */
public final class Shedding {
    private static final long WINDOW_NANOS = Duration.ofMillis(200).toNanos();
    private static final int ENOUGH = 20;

    private final SheddingSettings settings;
    private final List<RoutePriority> areas;
    private volatile Routes routes;
    private final Refusal refusal;
    private final Gradient rule;
    private final Gate store;
    private final Gate rushes;
    private final Gate uploads;
    private final Map<Priority, Counter> shed = new EnumMap<>(Priority.class);

    private final List<Pace> paces = new CopyOnWriteArrayList<>();
    private final ReentrantLock closing = new ReentrantLock();
    private volatile double limit;
    private volatile int most;
    private volatile long windowEnds;

    public Shedding(SheddingSettings settings, List<RoutePriority> areas, MeterRegistry meters, JsonMapper json) {
        this.settings = settings;
        this.areas = List.copyOf(areas);
        this.routes = new Routes(areas, List.of());
        this.refusal = new Refusal(json);
        this.rule = new Gradient(settings.min(), Math.max(settings.min(), settings.max()), settings.tolerance());
        this.limit = Math.max(rule.min(), Math.min(rule.max(), settings.initial()));
        this.store = new Gate(ceilings(limit), settings.waiting());
        int[] sameForAll = new int[Priority.values().length];
        Arrays.fill(sameForAll, settings.claims().limit());
        this.rushes = new Gate(sameForAll, settings.claims().waiting());
        int[] ofUploads = new int[Priority.values().length];
        Arrays.fill(ofUploads, settings.uploads().limit());
        this.uploads = new Gate(ofUploads, settings.uploads().waiting());
        this.windowEnds = System.nanoTime() + WINDOW_NANOS;
        for (Priority priority : Priority.values()) {
            shed.put(
                    priority,
                    Counter.builder("peakday.shedding.shed")
                            .description("Requests refused because the node was too busy")
                            .tag("priority", priority.writtenAs().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        Gauge.builder("peakday.shedding.limit", this, shedding -> shedding.limit)
                .description("Requests that the node takes on at once, as it has found out")
                .register(meters);
        gauges(meters, "store", store);
        gauges(meters, "claims", rushes); // the name that dashboards have
        gauges(meters, "uploads", uploads);
    }

    private static void gauges(MeterRegistry meters, String name, Gate gate) {
        Gauge.builder("peakday.shedding.in.flight", gate, Gate::inside)
                .description("Requests being worked on")
                .tag("gate", name)
                .register(meters);
        Gauge.builder("peakday.shedding.waiting", gate, Gate::waiting)
                .description("Requests waiting for room")
                .tag("gate", name)
                .register(meters);
    }

    /** Takes up what is said of routes; called once, before the first request. */
    public void use(List<RouteRule> rules) {
        routes = new Routes(areas, rules);
    }

    /** What a request for this path is worth, whoever asks. */
    public Priority worth(String method, String path) {
        return routes.of(method, path);
    }

    /** Room for a request; null: there is none for it. */
    public @Nullable Place enter(HttpServletRequest request, String path) {
        if (routes.rush(request.getMethod(), path)) {
            return enter(rushes, Priority.RUSH, timeout(Priority.RUSH)) ? new Place(rushes) : null;
        }
        if (store.enterAtOnce(Priority.CRAWLER)) {
            return new Place(store);
        }
        Priority priority = priority(request, path);
        if (priority == Priority.EXEMPT) {
            return new Place(null);
        }
        return enter(store, priority, timeout(priority)) ? new Place(store) : null;
    }

    /** Room for a request that reads a large body while it is worked on; null: there is none for it. */
    public @Nullable Place upload() {
        return enter(uploads, Priority.INTERACTIVE, settings.uploads().patience()) ? new Place(uploads) : null;
    }

    private Duration timeout(Priority priority) {
        return switch (priority) {
            case CRITICAL -> settings.patience().critical();
            case INTERACTIVE -> settings.patience().interactive();
            case BROWSING -> settings.patience().browsing();
            case RUSH -> settings.claims().patience();
            case CRAWLER, EXEMPT -> Duration.ZERO;
        };
    }

    private boolean enter(Gate gate, Priority priority, Duration timeout) {
        if (settings.enabled()) {
            return gate.enter(priority, timeout.toNanos());
        }
        gate.enterRegardless();
        return true;
    }

    private Priority priority(HttpServletRequest request, String path) {
        return Routes.of(routes.of(request.getMethod(), path), request.getMethod(), request.getHeader("User-Agent"));
    }

    /** Answers that there is no room, and counts it. */
    public void refuse(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        Priority priority = routes.rush(request.getMethod(), path) ? Priority.RUSH : priority(request, path);
        Objects.requireNonNull(shed.get(priority)).increment();
        refusal.answer(request, response, path, priority);
    }

    /** What is recorded of a route's time; null for one whose time says nothing about the node. */
    public @Nullable Pace pace(String method, String route) {
        return switch (routes.of(method, route)) {
            case INTERACTIVE, BROWSING -> {
                Pace pace = new Pace();
                paces.add(pace);
                yield pace;
            }
            case CRITICAL, RUSH, CRAWLER, EXEMPT -> null;
        };
    }

    /** A request of that route took so long, from when it was let in. */
    public void took(Pace pace, long nanos) {
        pace.record(nanos);
        int inside = store.inside();
        if (inside > most) {
            most = inside;
        }
        long now = System.nanoTime();
        if (now - windowEnds >= 0 && closing.tryLock()) {
            try {
                if (now - windowEnds >= 0) {
                    closeWindow();
                    windowEnds = now + WINDOW_NANOS;
                }
            } finally {
                closing.unlock();
            }
        }
    }

    /** All of them together are compared with what they usually take, so that many quick ones do not outvote a slow one. */
    private void closeWindow() {
        if (paces.stream().mapToLong(Pace::recorded).sum() < ENOUGH) {
            return;
        }
        int atOnce = most;
        boolean calm = atOnce < limit / 2;
        double took = 0;
        double expected = 0;
        for (Pace pace : paces) {
            Pace.Lately lately = pace.take();
            took += lately.nanos();
            expected += lately.expected();
            pace.usual(lately.learned(calm));
        }
        most = 0;
        if (expected > 0) {
            limit = rule.next(limit, took / expected, atOnce);
            store.ceilings(ceilings(limit));
        }
    }

    private int[] ceilings(double of) {
        int[] ceilings = new int[Priority.values().length];
        Arrays.fill(ceilings, (int) of);
        ceilings[Gate.index(Priority.INTERACTIVE)] = share(of, settings.interactive());
        ceilings[Gate.index(Priority.BROWSING)] = share(of, Math.min(settings.browsing(), settings.interactive()));
        ceilings[Gate.index(Priority.CRAWLER)] = share(of, Math.min(settings.crawler(), settings.browsing()));
        return ceilings;
    }

    private static int share(double of, double share) {
        return Math.max(1, (int) (of * share));
    }

    /** Where a request is counted, until it leaves. */
    public static final class Place {
        private final @Nullable Gate gate;
        private final AtomicBoolean left = new AtomicBoolean();

        private Place(@Nullable Gate gate) {
            this.gate = gate;
        }

        /** Releases the place, the first time. */
        public void leave() {
            if (gate != null && left.compareAndSet(false, true)) {
                gate.leave();
            }
        }
    }
}
