package io.peakday.web.hot;

import io.peakday.cache.Prebuilt;
import io.peakday.web.Hot;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * One controller method, with everything worked out that does not depend on the request.
 *
 * @param prefix what every path of the pattern begins with
 * @param literals the pattern's segments; null where a path variable stands
 * @param variables what reads the path variables, in the order of the pattern
 * @param target takes the arguments in one array
 * @param body reads the body; null if the method takes none
 * @param cacheControl of ready bytes; empty: none
 * @param prebuilt whether it answers with ready bytes
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record HotRoute(
        String method,
        String pattern,
        String prefix,
        @Nullable String[] literals,
        Variable[] variables,
        MethodHandle target,
        Argument[] arguments,
        @Nullable ObjectReader body,
        HttpStatusCode status,
        String cacheControl,
        boolean prebuilt) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final MethodType METHOD = MethodType.methodType(Object.class, Object[].class);
    private static final Pattern SEGMENT = Pattern.compile("\\{\\w+}|[^{}*?]*");

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
        if (!info.getParamsCondition().isEmpty()
                || !info.getHeadersCondition().isEmpty()
                || !info.getConsumesCondition().isEmpty()
                || !info.getProducesCondition().isEmpty()) {
            throw unfit(handler, "its mapping asks for more than a method and a path");
        }
        String pattern = patterns.iterator().next();
        String[] segments = pattern.substring(1).split("/", -1);
        if (!Arrays.stream(segments)
                .allMatch(segment -> SEGMENT.matcher(segment).matches())) {
            throw unfit(handler, "a segment of its path is neither a word nor a plain variable");
        }
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
        Method target = handler.getMethod();
        Hot hot = target.getAnnotation(Hot.class);
        boolean prebuilt = target.getReturnType() == Prebuilt.class;
        if (!prebuilt && (!hot.cacheControl().isEmpty() || hot.answers() != Void.class)) {
            throw unfit(handler, "only ready bytes have what it says of them");
        }
        ResponseStatus status = handler.getMethodAnnotation(ResponseStatus.class);
        if (status != null && (prebuilt || !status.reason().isEmpty())) {
            throw unfit(handler, "it cannot be given that status");
        }
        return new HotRoute(
                methods.getFirst(),
                pattern,
                pattern.split("\\{", 2)[0],
                literals,
                variables,
                callable(handler.createWithResolvedBean()),
                arguments,
                body,
                status == null ? HttpStatus.OK : status.code(),
                hot.cacheControl(),
                prebuilt);
    }

    private static MethodHandle callable(HandlerMethod handler) {
        Method method = handler.getMethod();
        method.setAccessible(true);
        try {
            return MethodHandles.lookup()
                    .unreflect(method)
                    .bindTo(handler.getBean())
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(METHOD);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Argument argument(HandlerMethod handler, MethodParameter parameter, List<String> names) {
        if (parameter.getParameterAnnotations().length > 1) {
            throw unfit(
                    handler, "what else is said of the parameter " + parameter.getParameter() + " would be ignored");
        }
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return (request, variables, body) -> body;
        }
        Class<?> type = parameter.getParameterType();
        PathVariable variable = parameter.getParameterAnnotation(PathVariable.class);
        if (variable != null && variable.value().isEmpty() && (type == UUID.class || type == String.class)) {
            int at = names.indexOf(name(parameter));
            if (at >= 0) {
                return (request, variables, body) -> variables[at];
            }
        }
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null
                && !header.required()
                && !header.value().isEmpty()
                && header.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                && type == String.class) {
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

    static IllegalStateException unfit(HandlerMethod handler, String why) {
        return new IllegalStateException(handler + " is marked @Hot, but " + why + ".");
    }

    boolean matches(String[] path) {
        if (path.length != literals.length) {
            return false;
        }
        for (int i = 0; i < literals.length; i++) {
            if (literals[i] != null && !literals[i].equals(path[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether this takes paths that another pattern names more narrowly, which the dispatcher would give to that one. */
    boolean hides(String other) {
        String[] segments = other.startsWith("/") ? other.substring(1).split("/", -1) : new String[0];
        if (segments.length != literals.length) {
            return false;
        }
        boolean narrower = false;
        int at = 0;
        for (int i = 0; i < segments.length; i++) {
            boolean word = !segments[i].contains("{") && !segments[i].contains("*");
            if (literals[i] == null) {
                if (word && variables[at].of(segments[i]) == null) {
                    return false;
                }
                narrower |= word;
                at++;
            } else if (word && !literals[i].equals(segments[i])) {
                return false;
            }
        }
        return narrower;
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
            return (Object) target.invokeExact(given);
        } catch (RuntimeException | Error | IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
