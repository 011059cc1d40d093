package io.peakday.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the edge has to know of a route before anybody answers it, said where the route is: on a controller method, or on its class for
 * all of its methods; what a method says takes the place of what its class says, each part by itself. On a servlet it is about all
 * that the servlet answers. Read once at the start ({@link DeclaredRoutes}).
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Route {
    /** What it is worth when the node is too busy for all; none: as its {@link RoutePriorities area} says, else browsing. */
    Priority[] priority() default {};

    /**
     * The classes of routes by which limits count it, such as {@code browse}; the policies of limits say how much of each, and those of
     * operators may name other routes. None: only policies that name it by its path.
     */
    String[] limit() default {};

    /** Whether crawlers may ask for it. */
    Crawl crawl() default Crawl.BY_PATH;
}
