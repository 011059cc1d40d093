package io.peakday.web.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.web.BodyLimit;
import io.peakday.web.ContentPolicy;
import io.peakday.web.WebSettings;
import io.peakday.web.problem.Problems;
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
 * encoded or sent by another site, answers whatever nobody else answered, and times it all.
 */
public final class EdgeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient SecurityHeaders headers;
    private final transient InputGuard guard;
    private final transient CrossSite crossSite;
    private final transient RouteMetrics metrics;
    private final transient Problems problems;

    public EdgeFilter(
            WebSettings settings,
            List<BodyLimit> limits,
            List<ContentPolicy> policies,
            MeterRegistry meters,
            Problems problems) {
        this.headers = new SecurityHeaders(policies);
        this.guard =
                new InputGuard(settings.maxQuery().toBytes(), settings.maxBody().toBytes(), limits);
        this.crossSite = new CrossSite(settings.corsOrigins());
        this.metrics = new RouteMetrics(meters);
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            guarded(request, response, () -> chain.doFilter(request, response));
            return;
        }
        long start = System.nanoTime();
        String path = path(request);
        headers.set(request, response, path);
        guarded(request, response, () -> {
            HttpServletRequest checked = guard.check(request, path);
            crossSite.check(request);
            chain.doFilter(checked, new UnhurriedResponse(response));
        });
        metrics.record(request, response.getStatus(), System.nanoTime() - start);
    }

    /** As the container matched it, decoded and normalized: a rule for one path cannot be had for another by spelling. */
    private static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
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

    private interface Step {
        void run() throws IOException, ServletException;
    }
}
