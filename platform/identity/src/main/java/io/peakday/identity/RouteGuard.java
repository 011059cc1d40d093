package io.peakday.identity;

import io.peakday.identity.Actor.EnrollingStaff;
import io.peakday.identity.Actor.Staff;
import io.peakday.kernel.Failure;
import io.peakday.web.RequestPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Checks what a controller method requires of its caller, before it runs. Under {@code /api/v1/admin} and {@code
 * /console} a method that declares neither {@link Requires} nor {@link Unguarded} is refused to everybody: forgetting is
 * not a hole but an error that the first request shows.
 *
 * <p>A browser that is not signed in at the console is sent to its sign-in page.
 */
public final class RouteGuard implements HandlerInterceptor {
    /** Where a second factor is set up. */
    private static final String SETUP = "/console/account/security";

    private static final Logger LOG = LoggerFactory.getLogger(RouteGuard.class);

    private final Permissions permissions;

    RouteGuard(Permissions permissions) {
        this.permissions = permissions;
    }

    /** What a handler requires, by name; nothing if it says nothing. */
    static List<String> required(HandlerMethod handler) {
        Requires requires = find(handler, Requires.class);
        return requires == null ? List.of() : List.of(requires.value());
    }

    /** Whether a handler at this pattern may be reached at all: it is open to all by its path, or says what it requires. */
    public static boolean isGuarded(HandlerMethod handler, String pattern) {
        return !ActorFilter.isStaffOnly(pattern)
                || find(handler, Requires.class) != null
                || find(handler, Unguarded.class) != null;
    }

    /** Whether a handler at this pattern asks anything of its caller, which only the dispatcher checks. */
    static boolean requiresAnything(HandlerMethod handler, String pattern) {
        return find(handler, Requires.class) != null || ActorFilter.isStaffOnly(pattern);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        boolean staffOnly = ActorFilter.isStaffOnly(RequestPaths.of(request))
                || (pattern != null && ActorFilter.isStaffOnly(pattern.toString()));
        if (!(handler instanceof HandlerMethod method)) {
            if (staffOnly) {
                // What the dispatcher serves without a method (a static file) under these paths is for staff at least.
                return isStaffOrSent(request, response);
            }
            return true;
        }
        Requires requires = find(method, Requires.class);
        if (requires == null) {
            if (staffOnly && find(method, Unguarded.class) == null) {
                if (method.getBeanType().getName().startsWith("org.springframework.")) {
                    throw forbidden(); // its answer to OPTIONS, which nobody has to guard
                }
                LOG.error("{} declares neither @Requires nor @Unguarded and is refused", method);
                throw Failure.forbidden("identity.route-unguarded", "This address is not open to anybody.");
            }
            return true;
        }
        boolean enrolling = CurrentActor.get() instanceof EnrollingStaff;
        if (enrolling && !requires.whileEnrolling()) {
            return sentToEnrol(request, response);
        }
        if (CurrentActor.get() instanceof Actor.ApiClient && ActorFilter.isConsole(RequestPaths.of(request))) {
            throw CurrentActor.staffOnly();
        }
        if (!enrolling && isPageOfConsole(request) && !isStaffOrSent(request, response)) {
            return false;
        }
        for (String name : requires.value()) {
            CurrentActor.require(permissions.find(name).orElseThrow(RouteGuard::forbidden));
        }
        return true;
    }

    /** A person is led to the page where a second factor is set up; everybody else is answered with the reason. */
    private static boolean sentToEnrol(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isPageOfConsole(request)) {
            throw CurrentActor.secondFactorRequired();
        }
        response.sendRedirect(SETUP);
        return false;
    }

    public static Failure forbidden() {
        return Failure.forbidden("identity.forbidden", "This is for the people who run the store.");
    }

    private static boolean isPageOfConsole(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET")
                && ActorFilter.isConsole(RequestPaths.of(request))
                && accept != null
                && accept.contains("text/html");
    }

    private static boolean isStaffOrSent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Actor actor = CurrentActor.get();
        if (actor instanceof Staff || actor instanceof Actor.ApiClient) {
            return true;
        }
        if (actor instanceof EnrollingStaff) {
            return sentToEnrol(request, response);
        }
        if (!isPageOfConsole(request)) {
            throw CurrentActor.signInRequired();
        }
        String query = request.getQueryString();
        String here = RequestPaths.of(request) + (query == null ? "" : '?' + query);
        response.sendRedirect("/console/sign-in?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
        return false;
    }

    private static <A extends java.lang.annotation.Annotation> @Nullable A find(HandlerMethod handler, Class<A> type) {
        A onMethod = handler.getMethodAnnotation(type);
        return onMethod != null ? onMethod : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), type);
    }
}
