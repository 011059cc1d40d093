package io.peakday.web.hot;

import io.peakday.cache.Prebuilt;
import io.peakday.web.Hot;
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
 * @param hot as the method is marked
 * @param literals the pattern's segments; null where a path variable stands
 * @param variables what reads the path variables, in the order of the pattern
 * @param body reads the body; null if the method takes none
 * @param prebuilt whether it answers with ready bytes
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record HotRoute(
        Hot hot,
        String method,
        String pattern,
        @Nullable String[] literals,
        Variable[] variables,
        Object bean,
        Method target,
        Argument[] arguments,
        @Nullable ObjectReader body,
        HttpStatusCode status,
        boolean prebuilt) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** Gives one argument of a call. */
    @FunctionalInterface
    interface Argument {
        @Nullable
        Object of(HttpServletRequest request, Object[] variables, @Nullable Object body);
    }

    /** Reads a segment of a path; null: it is none of those that the method takes. */
    @FunctionalInterface
    interface Variable {
        @Nullable
        Object of(String segment);
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
        List<String> names = Arrays.stream(segments)
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
        Variable[] variables = new Variable[names.size()];
        Arrays.fill(variables, (Variable) segment -> segment);
        for (int i = 0; i < segments.length; i++) {
            literals[i] = segments[i].startsWith("{") ? null : segments[i];
        }
        MethodParameter[] parameters = handler.getMethodParameters();
        Argument[] arguments = new Argument[parameters.length];
        ObjectReader body = null;
        for (int i = 0; i < parameters.length; i++) {
            MethodParameter parameter = parameters[i];
            arguments[i] = argument(handler, parameter, names);
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                body = json.readerFor(json.constructType(parameter.getGenericParameterType()));
            } else if (parameter.getParameterType() == UUID.class) {
                variables[names.indexOf(name(parameter))] = HotPath::uuid;
            }
        }
        HandlerMethod resolved = handler.createWithResolvedBean();
        Method target = resolved.getMethod();
        target.setAccessible(true);
        ResponseStatus status = handler.getMethodAnnotation(ResponseStatus.class);
        return new HotRoute(
                target.getAnnotation(Hot.class),
                methods.getFirst(),
                pattern,
                literals,
                variables,
                resolved.getBean(),
                target,
                arguments,
                body,
                status == null ? HttpStatus.OK : status.code(),
                target.getReturnType() == Prebuilt.class);
    }

    private static Argument argument(HandlerMethod handler, MethodParameter parameter, List<String> names) {
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return (request, variables, body) -> body;
        }
        Class<?> type = parameter.getParameterType();
        if (parameter.hasParameterAnnotation(PathVariable.class) && (type == UUID.class || type == String.class)) {
            int at = names.indexOf(name(parameter));
            if (at >= 0) {
                return (request, variables, body) -> variables[at];
            }
        }
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null && !header.required() && parameter.getParameterType() == String.class) {
            String name = header.value();
            return (request, variables, body) -> only(request.getHeaders(name));
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

    /** The path's variables in the order of the pattern; null if the method does not take one of them. */
    Object @Nullable [] variables(String[] path) {
        Object[] read = new Object[variables.length];
        int at = 0;
        for (int i = 0; i < literals.length; i++) {
            if (literals[i] == null) {
                Object variable = variables[at].of(path[i]);
                if (variable == null) {
                    return null;
                }
                read[at++] = variable;
            }
        }
        return read;
    }

    @Nullable
    Object call(HttpServletRequest request, Object[] values, @Nullable Object body) throws IOException {
        @Nullable Object[] given = new @Nullable Object[arguments.length];
        for (int i = 0; i < given.length; i++) {
            given[i] = arguments[i].of(request, values, body);
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
