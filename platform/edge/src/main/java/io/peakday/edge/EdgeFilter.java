package io.peakday.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.edge.connection.Connection;
import io.peakday.edge.shed.Shedding;
import io.peakday.problems.Problems;
import io.peakday.web.ClientNetwork;
import io.peakday.web.RequestPaths;
import io.peakday.web.WebSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first filter, for controllers and plain servlets alike: sets the security headers, refuses what is too large, badly
 * encoded, sent by another site or beyond what the node can do, answers whatever nobody else answered, and times it all.
 */
final class EdgeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient SecurityHeaders headers;
    private final transient InputGuard guard;
    private final transient CrossSite crossSite;
    private final transient RouteMetrics metrics;
    private final transient Problems problems;
    private final transient Shedding shedding;
    private final transient Draining draining;
    private final transient Bodies bodies;
    private final transient BodyBudget budget;
    private final long bodyNanos;
    private final long uploadNanos;

    /**
     * @param meters of requests
     * @param shedding says which are taken on
     * @param draining says whether the node stops
     */
    public EdgeFilter(
            WebSettings settings,
            Rules rules,
            MeterRegistry meters,
            Problems problems,
            Shedding shedding,
            Draining draining) {
        this.headers = new SecurityHeaders(rules.policies());
        this.guard =
                new InputGuard(settings.maxQuery().toBytes(), settings.maxBody().toBytes(), rules.limits());
        this.crossSite = new CrossSite(settings.corsOrigins());
        this.metrics = new RouteMetrics(meters, shedding);
        this.problems = problems;
        this.shedding = shedding;
        this.draining = draining;
        this.bodies = new Bodies(settings);
        this.budget = new BodyBudget(settings.bodies());
        this.bodyNanos = settings.bodies().deadline().toNanos();
        this.uploadNanos = settings.bodies().uploadDeadline().toNanos();
        Gauge.builder("peakday.bodies.bytes", budget, BodyBudget::used)
                .description("Bytes of request bodies at hand, without the first 16 KB of each")
                .register(meters);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            guarded(request, response, () -> chain.doFilter(request, response));
            return;
        }
        long start = System.nanoTime();
        String path = RequestPaths.of(request);
        headers.set(request, response, path);
        if (draining.on()) {
            response.setHeader("Connection", "close");
        }
        long inside = 0;
        if (InputGuard.hasNoBody(request)) {
            inside = answer(request, response, path, null, chain);
        } else {
            BodyBudget.Part room = budget.part(ClientNetwork.of(request.getRemoteAddr()), Connection.current());
            try {
                inside = answer(request, response, path, room, chain);
            } finally {
                room.release();
            }
        }
        metrics.record(request, response.getStatus(), System.nanoTime() - start, inside);
    }

    /**
     * First the request is read, at its client's pace, and then it is worked on, at ours.
     *
     * @param room for its body; null: it has none
     * @return how long it was worked on; 0 if it was not, or still is
     */
    private long answer(
            HttpServletRequest request,
            HttpServletResponse response,
            String path,
            BodyBudget.@Nullable Part room,
            FilterChain chain)
            throws IOException {
        Connection connection = Connection.current();
        if (connection != null) {
            connection.requestBegins(bodyNanos);
        }
        HttpServletRequest asked = request;
        boolean upload = false;
        try {
            guard.address(request);
            crossSite.check(request);
            if (room != null) {
                long limit = guard.limit(request, path);
                upload = bodies.isUpload(request, limit);
                if (upload) {
                    asked = InputGuard.bounded(request, limit);
                } else {
                    asked = bodies.read(request, limit, room);
                    if (asked instanceof FormRequest form) {
                        InputGuard.text(form);
                    }
                }
            }
        } catch (Exception e) {
            if (room != null) {
                room.release(); // before its client takes the answer, or does not
            }
            problems.answer(request, response, e);
            return 0;
        }
        Shedding.Place place = asked == null ? null : upload ? shedding.upload() : shedding.enter(request, path);
        if (asked == null || place == null) {
            shedding.refuse(request, response, path);
            return 0;
        }
        if (connection != null) {
            if (upload) {
                connection.requestBegins(uploadNanos);
            }
            connection.onStall(place::leave);
        }
        long began = System.nanoTime();
        HttpServletRequest whole = asked;
        try {
            guarded(request, response, () -> chain.doFilter(whole, new UnhurriedResponse(response)));
        } finally {
            if (connection != null) {
                connection.onStall(null);
            }
            place.leave();
        }
        return request.isAsyncStarted() ? 0 : System.nanoTime() - began;
    }

    private void guarded(HttpServletRequest request, HttpServletResponse response, Step step) throws IOException {
        try {
            step.run();
        } catch (Exception e) {
            problems.answer(request, response, e);
        }
    }

    /** What modules have declared for parts of the site. */
    public record Rules(List<BodyLimit> limits, List<ContentPolicy> policies) {}

    private interface Step {
        void run() throws IOException, ServletException;
    }
}
