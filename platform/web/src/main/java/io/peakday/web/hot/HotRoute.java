package io.peakday.web.hot;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * One controller method, with everything worked out that does not depend on the request.
 *
 * @param literals the pattern's segments; null where a path variable stands
 * @param body reads the body; null if the method takes none
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record HotRoute(
        String method,
        String pattern,
        @Nullable String[] literals,
        Object bean,
        Method target,
        Argument[] arguments,
        @Nullable ObjectReader body,
        HttpStatusCode status) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** Gives one argument of a call. */
    @FunctionalInterface
    interface Argument {
        @Nullable
        Object of(HttpServletRequest request, UUID[] ids, @Nullable Object body);
    }

    static HotRoute of(RequestMappingInfo info, HandlerMethod handler, JsonMapper json) {
        Set<String> patterns = info.getPatternValues();
        List<String> methods =
                info.getMethodsCondition().getMethods().stream().map(Enum::name).toList();
        if (patterns.size() != 1 || methods.size() != 1 || !METHODS.contains(methods.getFirst())) {
            throw unfit(handler, "it must have one pattern and one of GET, POST, PUT, PATCH and DELETE");
        }
        String pattern = patterns.iterator().next();
        String[] segments = pattern.substring(1).split("/", -1);
        @Nullable String[] literals = new @Nullable String[segments.length];
        List<String> variables = Arrays.stream(segments)
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
        for (int i = 0; i < segments.length; i++) {
            literals[i] = segments[i].startsWith("{") ? null : segments[i];
        }
        MethodParameter[] parameters = handler.getMethodParameters();
        Argument[] arguments = new Argument[parameters.length];
        ObjectReader body = null;
        for (int i = 0; i < parameters.length; i++) {
            MethodParameter parameter = parameters[i];
            arguments[i] = argument(handler, parameter, variables);
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                body = json.readerFor(json.constructType(parameter.getGenericParameterType()));
            }
        }
        HandlerMethod resolved = handler.createWithResolvedBean();
        Method target = resolved.getMethod();
        target.setAccessible(true);
        ResponseStatus status = handler.getMethodAnnotation(ResponseStatus.class);
        return new HotRoute(
                methods.getFirst(),
                pattern,
                literals,
                resolved.getBean(),
                target,
                arguments,
                body,
                status == null ? HttpStatus.OK : status.code());
    }

    private static Argument argument(HandlerMethod handler, MethodParameter parameter, List<String> variables) {
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return (request, ids, body) -> body;
        }
        if (parameter.hasParameterAnnotation(PathVariable.class) && parameter.getParameterType() == UUID.class) {
            int at = variables.indexOf(name(parameter));
            if (at >= 0) {
                return (request, ids, body) -> ids[at];
            }
        }
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null && !header.required() && parameter.getParameterType() == String.class) {
            String name = header.value();
            return (request, ids, body) -> only(request.getHeaders(name));
        }
        throw unfit(handler, "it cannot be given the parameter " + parameter.getParameter());
    }

    private static String name(MethodParameter parameter) {
        return parameter.getParameter().getName();
    }

    /** As the dispatcher gives it: several values joined by commas. */
    private static @Nullable String only(@Nullable Enumeration<String> values) {
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        while (values.hasMoreElements()) {
            value += "," + values.nextElement();
        }
        return value;
    }

    private static IllegalStateException unfit(HandlerMethod handler, String why) {
        return new IllegalStateException(handler + " is marked @Hot, but " + why + ".");
    }

    int segments() {
        return literals.length;
    }

    boolean matches(String[] path) {
        for (int i = 0; i < literals.length; i++) {
            if (literals[i] != null && !literals[i].equals(path[i])) {
                return false;
            }
        }
        return true;
    }

    /** The path's ids in the order of the pattern; null if one of them is none. */
    UUID @Nullable [] ids(String[] path) {
        UUID[] ids = new UUID[variables()];
        int at = 0;
        for (int i = 0; i < literals.length; i++) {
            if (literals[i] == null) {
                UUID id = HotPath.uuid(path[i]);
                if (id == null) {
                    return null;
                }
                ids[at++] = id;
            }
        }
        return ids;
    }

    private int variables() {
        int count = 0;
        for (String literal : literals) {
            count += literal == null ? 1 : 0;
        }
        return count;
    }

    @Nullable
    Object call(HttpServletRequest request, UUID[] ids, @Nullable Object body) throws IOException {
        @Nullable Object[] given = new @Nullable Object[arguments.length];
        for (int i = 0; i < given.length; i++) {
            given[i] = arguments[i].of(request, ids, body);
        }
        try {
            return target.invoke(bean, given);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case IOException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
