package io.peakday.web;

import org.springframework.web.method.HandlerMethod;

/** Says, as a bean, whether a controller method asks something of its caller; whoever knows of permissions implements it. */
@FunctionalInterface
public interface CallerRequirement {
    /** @param pattern by which it is mapped */
    boolean has(HandlerMethod handler, String pattern);
}
