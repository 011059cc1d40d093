package io.peakday.audit;

import io.peakday.identity.Actor;
import io.peakday.identity.Actor.ApiClient;
import io.peakday.identity.Actor.Guest;
import io.peakday.identity.Actor.Staff;
import io.peakday.identity.ActorFilter;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.RouteGuard;
import io.peakday.kernel.Ids;
import io.peakday.problems.Problems;
import io.peakday.web.RequestPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every unsafe request of staff and API keys to the audit log: the intent before anything is done, the outcome
 * after it, however it ended. If the intent cannot be written, nothing is done. An intent without an outcome is a request
 * during which the program died.
 *
 * <p>It also closes the administration's paths to guests where no controller could: plain servlets beside the
 * dispatcher.
 */
final class AuditFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final int MAX_SUBJECT = 300;

    private final transient Audit audit;

    AuditFilter(Audit audit) {
        this.audit = audit;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = RequestPaths.of(request);
        boolean unsafe = !SAFE.contains(request.getMethod());
        if (unsafe ? !ActorFilter.mayBeAudited(request, path) : !ActorFilter.isStaffOnly(path)) {
            chain.doFilter(request, response);
            return;
        }
        Actor actor = CurrentActor.get();
        boolean admitted = actor instanceof Staff || actor instanceof ApiClient;
        boolean audited = admitted || actor instanceof Actor.EnrollingStaff;
        if (!admitted && ActorFilter.isStaffOnly(path) && !isDispatched(request)) {
            throw actor instanceof Guest ? CurrentActor.signInRequired() : RouteGuard.forbidden();
        }
        if (unsafe && audited) {
            perform(request, response, chain, actor, path);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void perform(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Actor actor, String path)
            throws IOException, ServletException {
        String id = Ids.next().toString();
        String subject = path.length() > MAX_SUBJECT ? path.substring(0, MAX_SUBJECT) : path;
        audit.appendAs(
                actor.reference(),
                "http.intent",
                subject,
                Map.of(
                        "request",
                        id,
                        "method",
                        request.getMethod(),
                        "address",
                        audit.pseudonym(request.getRemoteAddr())));
        Throwable error = null;
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | Error e) {
            error = e;
            throw e;
        } finally {
            outcome(actor, subject, id, response, error);
        }
    }

    private void outcome(
            Actor actor, String subject, String id, HttpServletResponse response, @Nullable Throwable error) {
        try {
            Map<String, Object> detail = error == null
                    ? Map.of("request", id, "status", response.getStatus())
                    : Map.of("request", id, "failed", Problems.meaning(error).code());
            audit.appendAs(actor.reference(), "http.outcome", subject, detail);
        } catch (RuntimeException e) {
            // The request is done and cannot be undone; its intent is in the log.
            LOG.error("The outcome of request {} could not be written to the audit log", id, e);
        }
    }

    private static boolean isDispatched(HttpServletRequest request) {
        var mapping = request.getHttpServletMapping();
        return mapping != null && "dispatcherServlet".equals(mapping.getServletName());
    }
}
