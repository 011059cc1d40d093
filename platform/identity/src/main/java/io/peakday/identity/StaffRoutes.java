package io.peakday.identity;

import io.peakday.web.CallerRequirement;
import jakarta.servlet.Servlet;
import org.springframework.web.method.HandlerMethod;

/** What routes ask of their callers: permissions, and to be staff at all. */
final class StaffRoutes implements CallerRequirement {
    @Override
    public boolean has(HandlerMethod handler, String pattern) {
        return RouteGuard.requiresAnything(handler, pattern);
    }

    /** Nothing but being staff is asked before a servlet. */
    @Override
    public boolean leavesOpen(Servlet servlet, String pattern) {
        return ActorFilter.isStaffOnly(pattern) && !servlet.getClass().isAnnotationPresent(Unguarded.class);
    }
}
