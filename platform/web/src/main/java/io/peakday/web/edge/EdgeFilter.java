package io.peakday.web.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.web.BodyLimit;
import io.peakday.web.ContentPolicy;
import io.peakday.web.RequestPaths;
import io.peakday.web.WebSettings;
import io.peakday.web.problem.Problems;
import io.peakday.web.shed.Shedding;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;

/**
 * The first filter, for controllers and plain servlets alike: sets the security headers, refuses what is too large, badly
 * encoded, sent by another site or beyond what the node can do, answers whatever nobody else answered, and times it all.
 */
public final class EdgeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient SecurityHeaders headers;
    private final transient InputGuard guard;
    private final transient CrossSite crossSite;
    private final transient RouteMetrics metrics;
    private final transient Problems problems;
    private final transient Shedding shedding;
    private final transient Draining draining;

    /** @param meters of requests; @param shedding says which are taken on; @param draining says whether the node stops */
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
        Shedding.Room room = shedding.enter(request, path);
        if (room == null) {
            shedding.refuse(request, response, path);
            metrics.record(request, response.getStatus(), System.nanoTime() - start, 0);
            return;
        }
        long began = System.nanoTime();
        try {
            guarded(request, response, () -> {
                HttpServletRequest checked = guard.check(request, path);
                crossSite.check(request);
                chain.doFilter(checked, new UnhurriedResponse(response));
            });
        } finally {
            shedding.leave(room);
        }
        long end = System.nanoTime();
        metrics.record(request, response.getStatus(), end - start, request.isAsyncStarted() ? 0 : end - began);
    }

    private void guarded(HttpServletRequest request, HttpServletResponse response, Step step) throws IOException {
        try {
            step.run();
        } catch (ClientAbortException e) {
            // Nobody is there to be told.
        } catch (Exception e) {
            problems.answer(request, response, e);
        }
    }

    /** What rooms have declared for parts of the site. */
    public record Rules(List<BodyLimit> limits, List<ContentPolicy> policies) {}

    private interface Step {
        void run() throws IOException, ServletException;
    }
}
