package io.peakday.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.peakday.edge.shed.Pace;
import io.peakday.edge.shed.Shedding;
import io.peakday.web.Hot;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Times every request as {@code peakday.http} by method, route and status. Routes are patterns ({@code /p/{slug}}), of
 * controllers and of servlets alike, so there are as many as the program declares and not as many as people ask for.
 */
final class RouteMetrics {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final String DISPATCHER = "dispatcherServlet";

    private record Key(String method, String route, int status) {}

    /** A route's timer, and its pace if a dispatched request shows how busy the node is. */
    private record Watched(Timer timer, @Nullable Pace pace) {}

    private final MeterRegistry meters;
    private final Shedding shedding;
    private final Map<Key, Watched> routes = new ConcurrentHashMap<>();

    RouteMetrics(MeterRegistry meters, Shedding shedding) {
        this.meters = meters;
        this.shedding = shedding;
    }

    /**
     * @param nanos since the request came
     * @param inside since it was let in; 0 if it was refused, or is not over yet
     */
    void record(HttpServletRequest request, int status, long nanos, long inside) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        Key key = new Key(method, route(request), status);
        Watched watched = routes.get(key);
        if (watched == null) {
            watched = routes.computeIfAbsent(key, each -> new Watched(timer(each), pace(each, request)));
        }
        watched.timer().record(nanos, TimeUnit.NANOSECONDS);
        if (inside > 0 && watched.pace() != null) {
            shedding.took(watched.pace(), inside);
        }
    }

    /** Prebuilt bytes, a servlet's or a method's, take the same few microseconds however busy the node is. */
    private @Nullable Pace pace(Key key, HttpServletRequest request) {
        if (request.getAttribute(Hot.READY) != null) {
            return null;
        }
        var mapping = request.getHttpServletMapping();
        boolean dispatched = mapping != null && DISPATCHER.equals(mapping.getServletName());
        return dispatched && key.status() < 500 ? shedding.pace(key.method(), key.route()) : null;
    }

    private static String route(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null) {
            return pattern.toString();
        }
        var mapping = request.getHttpServletMapping();
        return mapping == null || "/".equals(mapping.getPattern()) ? "none" : mapping.getPattern();
    }

    private Timer timer(Key key) {
        return Timer.builder("peakday.http")
                .description("Requests by route")
                .tag("method", key.method())
                .tag("route", key.route())
                .tag("status", String.valueOf(key.status()))
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(30),
                        Duration.ofMillis(100),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(1))
                .register(meters);
    }
}
