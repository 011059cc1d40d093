package io.peakday.web;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * All routes of the program with what {@link Route} says of them: those of the controllers, of the servlets beside the dispatcher, and
 * those that {@link RouteRules} add.
 *
 * @param rules one for each method and pattern; routes of which nothing is said among them
 * @param mapped those that a controller or a servlet of this node answers
 */
public record DeclaredRoutes(List<RouteRule> rules, List<MappedRoute> mapped) {
    public DeclaredRoutes {
        rules = List.copyOf(rules);
        mapped = List.copyOf(mapped);
    }

    /** Of a program that answers nothing. */
    public static DeclaredRoutes none() {
        return new DeclaredRoutes(List.of(), List.of());
    }

    /** @throws IllegalArgumentException if a declaration means nothing */
    public static DeclaredRoutes of(
            Map<RequestMappingInfo, HandlerMethod> controllers,
            Collection<? extends ServletRegistrationBean<?>> servlets,
            Collection<RouteRules> others) {
        List<RouteRule> rules = new ArrayList<>();
        List<MappedRoute> mapped = new ArrayList<>();
        controllers.forEach((info, handler) -> add(info, handler, rules, mapped));
        servlets.forEach(servlet -> add(servlet, rules, mapped));
        others.forEach(each -> rules.addAll(each.rules()));
        return new DeclaredRoutes(rules, mapped);
    }

    private static void add(
            RequestMappingInfo info, HandlerMethod handler, List<RouteRule> rules, List<MappedRoute> mapped) {
        Route onMethod = handler.getMethodAnnotation(Route.class);
        Route onClass = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Route.class);
        List<String> methods = info.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .toList();
        for (String written : info.getPatternValues()) {
            String pattern = plain(written);
            if (onMethod == null && onClass == null && !RouteTable.isPattern(pattern)) {
                continue; // the framework's own, of which nothing can be said here
            }
            for (String method : methods.isEmpty() ? List.of("*") : methods) {
                rules.add(rule(method, pattern, onMethod, onClass));
                mapped.add(new MappedRoute(method, pattern, handler.getBeanType()));
            }
        }
    }

    private static void add(ServletRegistrationBean<?> servlet, List<RouteRule> rules, List<MappedRoute> mapped) {
        Servlet answers = servlet.getServlet();
        if (answers == null || answers instanceof DispatcherServlet) {
            return;
        }
        String method = answers instanceof HotServlet ? "GET" : "*";
        Route said = answers.getClass().getAnnotation(Route.class);
        for (String pattern : patterns(servlet)) {
            rules.add(rule(method, pattern, said, null));
            mapped.add(new MappedRoute(method, pattern, answers.getClass()));
        }
    }

    private static RouteRule rule(String method, String pattern, @Nullable Route narrow, @Nullable Route wide) {
        Priority priority = priority(narrow) == null ? priority(wide) : priority(narrow);
        List<String> limits = narrow == null || narrow.limit().length == 0 ? limits(wide) : limits(narrow);
        Crawl crawl = narrow == null || narrow.crawl() == Crawl.BY_PATH ? crawl(wide) : narrow.crawl();
        return new RouteRule(method, pattern, priority, limits, crawl);
    }

    private static @Nullable Priority priority(@Nullable Route said) {
        return said == null || said.priority().length == 0 ? null : said.priority()[0];
    }

    private static List<String> limits(@Nullable Route said) {
        return said == null ? List.of() : List.of(said.limit());
    }

    private static Crawl crawl(@Nullable Route said) {
        return said == null ? Crawl.BY_PATH : said.crawl();
    }

    /** A segment with a variable in it stands for any, and a rest that has a name is a rest: {@code /docs/{*page}}. */
    private static String plain(String pattern) {
        String plain = pattern.replaceAll("\\{\\*\\w+}$", "**").replaceAll("/[^/{]*\\{[^/]*", "/*");
        return plain.isEmpty() ? "/" : plain;
    }

    /**
     * What a servlet is mapped to, as routes; the empty mapping is the front page's, by the servlet specification.
     *
     * @throws IllegalArgumentException if it is mapped to {@code *.ext}, anywhere, of which nothing can be said here
     */
    public static List<String> patterns(ServletRegistrationBean<?> servlet) {
        servlet.getUrlMappings().stream()
                .filter(mapping -> mapping.startsWith("*"))
                .findFirst()
                .ifPresent(mapping -> {
                    throw new IllegalArgumentException("The servlet " + servlet.getServletName() + " is mapped to "
                            + mapping + "; it has to say below which path.");
                });
        return servlet.getUrlMappings().stream()
                .map(mapping -> mapping.isEmpty() ? "/" : mapping.endsWith("/*") ? mapping + "*" : mapping)
                .toList();
    }
}
