package io.peakday.server.ops;

import io.peakday.kernel.Failure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.catalina.Globals;

/**
 * Health and metrics are for those who run the store. Probes and Prometheus ask the node itself; a request that a proxy passed on
 * finds nothing there, whatever the proxy forgot to keep back, unless it comes from an operator's address.
 */
final class OperatorRoutes extends HttpFilter {
    private static final long serialVersionUID = 1L;

    static final String[] PATTERNS = {"/metrics", "/metrics/*", "/health", "/health/*"};

    private final transient Pattern operators;

    /** @param operators a regular expression over addresses */
    OperatorRoutes(String operators) {
        this.operators = Pattern.compile(operators);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isPassedOn(request) && !isOperator(request)) {
            throw Failure.notFound("web.not-found", "There is nothing at this address.");
        }
        chain.doFilter(request, response);
    }

    private static boolean isPassedOn(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE))
                || request.getHeader("X-Forwarded-For") != null
                || request.getHeader("X-Real-IP") != null
                || request.getHeader("Forwarded") != null
                || request.getHeader("Via") != null;
    }

    /** Of a proxy that is trusted, the address is the one that it passed on; another proxy's own says nothing. */
    private boolean isOperator(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE))
                && operators.matcher(request.getRemoteAddr()).matches();
    }
}
