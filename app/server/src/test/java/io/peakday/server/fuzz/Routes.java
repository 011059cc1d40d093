package io.peakday.server.fuzz;

import io.peakday.server.Store;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What a running node answers: the methods of its controllers, and the servlets beside the dispatcher. */
public final class Routes {
    private static final String ANYTHING = "{anything}";

    private Routes() {}

    /**
     * @param pattern with {@code {variables}}
     * @param type whose code answers
     * @param handler null for a servlet
     */
    public record Route(
            String method,
            String pattern,
            String type,
            @Nullable HandlerMethod handler) {
        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    /** All of them, in a fixed order. */
    public static List<Route> of(Store store) {
        WebApplicationContext context =
                Objects.requireNonNull(store.bean(DispatcherServlet.class).getWebApplicationContext());
        List<Route> routes = new ArrayList<>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    List<String> methods = info.getMethodsCondition().getMethods().stream()
                            .map(RequestMethod::name)
                            .toList();
                    for (String pattern : info.getPatternValues()) {
                        for (String method : methods.isEmpty() ? List.of("GET", "POST") : methods) {
                            routes.add(new Route(
                                    method, pattern, handler.getBeanType().getName(), handler));
                        }
                    }
                }));
        ServletContext servlets = Objects.requireNonNull(context.getServletContext());
        for (ServletRegistration servlet : servlets.getServletRegistrations().values()) {
            for (String mapping : servlet.getMappings()) {
                // The empty mapping is the front page's, by the servlet specification.
                String pattern = mapping.isEmpty() ? "/" : mapping.replace("*", ANYTHING);
                routes.add(new Route("GET", pattern, String.valueOf(servlet.getClassName()), null));
            }
        }
        routes.sort((a, b) -> a.toString().compareTo(b.toString()));
        return routes;
    }
}
