package io.peakday.web.hot;

import io.peakday.cache.Prebuilt;
import io.peakday.problems.Problems;
import io.peakday.web.Hot;
import io.peakday.web.Repeated;
import io.peakday.web.ReplayableRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the controller methods marked {@link Hot} directly.
 *
 * <p><b>Why.</b> The dispatcher tries each of some two hundred patterns, then resolves every argument, interceptor,
 * converter and media type again: measured at half of what a small write costs the program, several times what the work
 * itself does. All of that is known at the start for a method whose arguments are path variables, headers and a JSON body.
 *
 * <p><b>How.</b> The last filter before the dispatcher. It takes a request only if there can be no doubt what it means: a
 * plain path, ids that are UUIDs, {@code application/json} both ways (or {@link Prebuilt} bytes), a body that can be read. Everything else, every
 * mistake among it, goes on to the dispatcher with its body unread (or read and kept), and is answered there as ever. What the
 * method itself throws is answered as it is behind the dispatcher, so that the filters before see an answer either way. So a
 * mistake is reported by one place only, and this class has no errors of its own.
 */
public final class HotRoutes extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String JSON = "application/json";
    private static final int LARGEST = 64 << 10;

    @SuppressWarnings("ArrayRecordComponent") // lives for one request and is never compared
    private record Match(HotRoute route, Object[] variables) {}

    private final transient JsonMapper json;
    private final transient Problems problems;
    private final transient Map<String, List<HotRoute>> routes = new HashMap<>();
    private final transient Map<Object, byte[]> written = new ConcurrentHashMap<>();

    public HotRoutes(JsonMapper json, Problems problems) {
        this.json = json;
        this.problems = problems;
    }

    /**
     * Takes up the marked methods among these; called once, before the first request.
     *
     * @throws IllegalStateException if a method is marked that cannot be called directly
     */
    public void use(Map<RequestMappingInfo, HandlerMethod> mapped) {
        mapped.forEach((info, handler) -> {
            if (handler.hasMethodAnnotation(Hot.class)) {
                HotRoute route = HotRoute.of(info, handler, json);
                refuseHiding(route, handler, mapped);
                add(route.method(), route);
                if (route.prebuilt()) {
                    add("HEAD", route);
                }
            }
        });
    }

    private void add(String method, HotRoute route) {
        routes.computeIfAbsent(method, each -> new ArrayList<>()).add(route);
    }

    private static void refuseHiding(
            HotRoute route, HandlerMethod handler, Map<RequestMappingInfo, HandlerMethod> mapped) {
        mapped.forEach((info, other) -> {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            boolean same = methods.isEmpty() || methods.contains(RequestMethod.valueOf(route.method()));
            if (same && info.getPatternValues().stream().anyMatch(route::hides)) {
                throw HotRoute.unfit(handler, "it would answer for " + other);
            }
        });
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Match match = find(request.getMethod(), request.getRequestURI());
        if (match == null || !isPlain(request, match.route())) {
            chain.doFilter(request, response);
            return;
        }
        HotRoute route = match.route();
        HttpServletRequest asked = request;
        Object body = null;
        if (route.body() != null) {
            ReplayableRequest read = ReplayableRequest.of(request);
            asked = read;
            try {
                body = route.body().readValue(read.bytes());
            } catch (JacksonException e) {
                body = null;
            }
            if (body == null) {
                chain.doFilter(read, response);
                return;
            }
        }
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, route.pattern());
        Object result;
        try {
            result = route.call(asked, match.variables(), body);
        } catch (RuntimeException | IOException e) {
            problems.answer(
                    request, response,
                    e); // here and not further out: filters before this one keep answers, not exceptions
            return;
        }
        if (result instanceof Prebuilt ready) {
            PrebuiltReturn.write(ready, route.cacheControl(), request, response);
        } else {
            answer(response, route, result);
        }
    }

    /** Most paths are no hot route's and are distinguished by how they begin, without being parsed. */
    private @Nullable Match find(String method, String sent) {
        String[] path = null;
        for (HotRoute route : routes.getOrDefault(method, List.of())) {
            if (!sent.startsWith(route.prefix())) {
                continue;
            }
            path = path == null ? HotPath.split(sent) : path;
            if (path == null) {
                return null;
            }
            if (route.matches(path)) {
                Object[] variables = route.variables(path);
                return variables == null ? null : new Match(route, variables);
            }
        }
        return null;
    }

    private static boolean isPlain(HttpServletRequest request, HotRoute route) {
        if (!route.prebuilt()) { // of ready bytes there is nothing else to be had, whatever is accepted
            String accept = request.getHeader("Accept");
            if (accept != null && !accept.equals("*/*") && !accept.equals(JSON)) {
                return false;
            }
        }
        if (route.body() == null) {
            return true;
        }
        String type = request.getContentType();
        return type != null
                && (type.equals(JSON) || type.equalsIgnoreCase(JSON + ";charset=utf-8"))
                && request.getContentLengthLong() >= 0
                && request.getContentLengthLong() <= LARGEST;
    }

    private void answer(HttpServletResponse response, HotRoute route, @Nullable Object result) throws IOException {
        Object body = result;
        HttpStatusCode status = route.status();
        String type = JSON;
        if (result instanceof ResponseEntity<?> entity) {
            status = entity.getStatusCode();
            body = entity.getBody();
            for (Map.Entry<String, List<String>> header : entity.getHeaders().headerSet()) {
                if (header.getKey().equalsIgnoreCase("Content-Type")) {
                    type = header.getValue().getFirst();
                } else {
                    header.getValue().forEach(value -> response.addHeader(header.getKey(), value));
                }
            }
        }
        response.setStatus(status.value());
        if (body == null) {
            response.setContentLength(0);
            return;
        }
        byte[] bytes = bytes(body);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private byte[] bytes(Object body) {
        return body instanceof Repeated one && one.repeated()
                ? written.computeIfAbsent(body, json::writeValueAsBytes)
                : json.writeValueAsBytes(body);
    }
}
