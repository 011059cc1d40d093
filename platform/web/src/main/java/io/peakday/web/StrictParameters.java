package io.peakday.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Parameters of controllers, by {@link Parameters}: Spring alone takes the first of several values without a word. */
final class StrictParameters implements WebMvcConfigurer, HandlerInterceptor {
    /** Lists of the console read their filters from the request, and not by declared parameters. */
    private static final String CONSOLE = "/console";

    private final Map<Object, Rule> rules = new ConcurrentHashMap<>();

    /** @param any whether each parameter that is not in {@code many} is read, and not only those in {@code once} */
    private record Rule(Set<String> once, Set<String> many, boolean any) {
        boolean refuses(String name) {
            return !many.contains(name) && (any || once.contains(name));
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Rule rule = rules.computeIfAbsent(method.getMethod(), key -> rule(method));
            boolean console = RequestPaths.of(request).startsWith(CONSOLE);
            for (Map.Entry<String, String[]> sent : request.getParameterMap().entrySet()) {
                String name = sent.getKey();
                if (sent.getValue().length > 1
                        && (rule.refuses(name) || (console && !rule.many().contains(name)))) {
                    throw Parameters.repeated(name.length() > 100 ? name.substring(0, 100) : name);
                }
            }
        }
        return true;
    }

    private static Rule rule(HandlerMethod method) {
        Set<String> once = new HashSet<>();
        Set<String> many = new HashSet<>();
        boolean any = false;
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
            if (declared == null) {
                continue;
            }
            Class<?> type = parameter.getParameterType();
            String name = declared.name().isEmpty() ? parameter.getParameter().getName() : declared.name();
            if (Map.class.isAssignableFrom(type)) {
                any |= !MultiValueMap.class.isAssignableFrom(type);
            } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
                many.add(name);
            } else {
                once.add(name);
            }
        }
        return new Rule(once, many, any);
    }
}
