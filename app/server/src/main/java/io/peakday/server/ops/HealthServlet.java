package io.peakday.server.ops;

import io.peakday.engines.HealthReport;
import io.peakday.engines.NodeHealth;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}, and {@code /health} for short: whether requests may be sent
 * here, 200 or 503. A part that is degraded shows in the body and never takes the node out of service.
 */
final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient NodeHealth health;

    HealthServlet(NodeHealth health) {
        this.health = health;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body;
        if (request.getServletPath().equals("/health/live")) {
            body = HealthJson.live();
        } else {
            HealthReport report = health.report();
            body = HealthJson.of(report);
            response.setStatus(report.ready() ? 200 : 503);
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
