package io.peakday.server.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code /metrics}: all that is counted, in Prometheus' text format 0.0.4, or as OpenMetrics 1.0.0 for who accepts that;
 * {@code ?includedNames=a,b} leaves out the others.
 */
final class MetricsServlet extends HttpServlet {
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final long serialVersionUID = 1L;

    private final transient PrometheusMeterRegistry meters;

    MetricsServlet(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accept = request.getHeader("Accept");
        String type = accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
        Set<String> included = included(request);
        if (included.isEmpty()) {
            meters.scrape(body, type);
        } else {
            meters.scrape(body, type, included);
        }
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }

    private static Set<String> included(HttpServletRequest request) {
        String[] names = request.getParameterValues("includedNames");
        return names == null
                ? Set.of()
                : Arrays.stream(names)
                        .flatMap(all -> Arrays.stream(all.split(",")))
                        .filter(name -> !name.isBlank())
                        .map(String::strip)
                        .collect(Collectors.toSet());
    }
}
