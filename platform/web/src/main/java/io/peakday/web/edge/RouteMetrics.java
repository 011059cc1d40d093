package io.peakday.web.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Times every request as {@code peakday.http} by method, route and status. Routes are patterns ({@code /p/{slug}}), of
 * controllers and of servlets alike, so there are as many as the program declares and not as many as people ask for.
 */
final class RouteMetrics {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private record Key(String method, String route, int status) {}

    private final MeterRegistry meters;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    RouteMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(HttpServletRequest request, int status, long nanos) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        timers.computeIfAbsent(new Key(method, route(request), status), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
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
