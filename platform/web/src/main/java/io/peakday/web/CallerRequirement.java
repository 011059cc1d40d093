package io.peakday.web;

import jakarta.servlet.Servlet;
import org.springframework.web.method.HandlerMethod;

/** Says, as a bean, whether a controller method asks something of its caller; whoever knows of permissions implements it. */
public interface CallerRequirement {
    /** @param pattern by which it is mapped */
    boolean has(HandlerMethod handler, String pattern);

    /** Whether a servlet at this pattern would be open to more people than what is there has to be, without having said that it is on purpose. */
    boolean leavesOpen(Servlet servlet, String pattern);
}
