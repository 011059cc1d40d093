package io.peakday.web.hot;

import io.peakday.web.CallerRequirement;
import io.peakday.web.DeclaredRoutes;
import io.peakday.web.Hot;
import io.peakday.web.RouteTable;
import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * What is answered before the dispatcher is answered without what interceptors check, the permissions of staff above all. So whatever
 * is answered there may require nothing of its caller, and a start that finds otherwise stops.
 */
public final class BypassCheck {
    private final Map<RequestMappingInfo, HandlerMethod> controllers;
    private final List<CallerRequirement> requirements;

    public BypassCheck(Map<RequestMappingInfo, HandlerMethod> controllers, List<CallerRequirement> requirements) {
        this.controllers = controllers;
        this.requirements = requirements;
    }

    /** @throws IllegalStateException if a method marked {@link Hot} requires something of its caller */
    public void hotMethods() {
        controllers.forEach((info, handler) -> {
            if (handler.hasMethodAnnotation(Hot.class)) {
                info.getPatternValues().forEach(pattern -> refuse(handler, pattern, "it is marked @Hot"));
            }
        });
    }

    /**
     * @throws IllegalStateException if a servlet stands before a method that requires something of its caller, or where everything has to
     *     require something
     */
    public void servlet(ServletRegistrationBean<?> servlet) {
        Servlet answers = servlet.getServlet();
        if (answers == null || answers instanceof DispatcherServlet) {
            return;
        }
        for (String pattern : DeclaredRoutes.patterns(servlet)) {
            if (requirements.stream().anyMatch(each -> each.leavesOpen(answers, pattern))) {
                throw new IllegalStateException(
                        "The servlet " + servlet.getServletName() + " answers " + pattern
                                + ", where a controller has to say what it requires of its caller; a servlet is asked by nobody.");
            }
        }
        RouteTable<Boolean> covered = new RouteTable<>();
        DeclaredRoutes.patterns(servlet).forEach(pattern -> covered.add("*", pattern, true));
        controllers.forEach((info, handler) -> info.getPatternValues().stream()
                .filter(pattern -> covered.first("*", pattern) != null)
                .forEach(pattern ->
                        refuse(handler, pattern, "the servlet " + servlet.getServletName() + " stands before it")));
    }

    private void refuse(HandlerMethod handler, String pattern, String why) {
        if (requirements.stream().anyMatch(each -> each.has(handler, pattern))) {
            throw new IllegalStateException(
                    handler + " requires something of its caller, but " + why + ", where nobody checks that.");
        }
    }
}
