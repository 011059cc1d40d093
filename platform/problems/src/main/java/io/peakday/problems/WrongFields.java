package io.peakday.problems;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/**
 * Finds every wrong field of a JSON body, where Jackson alone stops at the first: a value of the wrong type is noted and
 * read as nothing, reading goes on, and the body as a whole is refused at its end.
 */
final class WrongFields extends DeserializationProblemHandler {
    private static final int MAX_FIELDS = 50;

    private static final int MAX_NAMED = 20;

    private static final String ONE_OF = "must be one of ";

    private static final String WRONG = " is not of the right type or format.";

    /** What is wrong with the body being read on this thread; null while none is. */
    private static final ThreadLocal<@Nullable List<FieldError>> READING = new ThreadLocal<>();

    /** What was noted so far; ends the reading. */
    static List<FieldError> takeAll() {
        List<FieldError> wrong = READING.get();
        READING.remove();
        return wrong == null ? List.of() : wrong;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String reason) {
        boolean text = type == String.class;
        return note(
                context.getParser(),
                type,
                text ? "not-text" : "wrong-type",
                text ? " must not contain NUL or broken surrogates." : allowed(type, reason));
    }

    /** Names the values where there are few, or what reads them has named them: {@code must be one of A, B.} */
    private static String allowed(Class<?> type, String reason) {
        Object[] values = type.getEnumConstants();
        if (values != null && values.length <= MAX_NAMED) {
            return Stream.of(values)
                    .map(value -> ((Enum<?>) value).name())
                    .collect(Collectors.joining(", ", " " + ONE_OF, "."));
        }
        return reason.startsWith(ONE_OF) ? " " + reason : WRONG;
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> type, Number value, String reason) {
        return note(context.getParser(), type, "wrong-type", WRONG);
    }

    @SuppressWarnings("ReferenceEquality") // NOT_HANDLED is a mark, not a value
    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context,
            JavaType type,
            JsonToken token,
            JsonParser parser,
            @Nullable String reason) {
        if (token != JsonToken.VALUE_STRING && !token.isScalarValue() && !token.isStructStart()) {
            return NOT_HANDLED;
        }
        Object instead = note(parser, type.getRawClass(), "wrong-type", WRONG);
        if (instead != NOT_HANDLED && token.isStructStart()) {
            parser.skipChildren();
        }
        return instead;
    }

    private static @Nullable Object note(JsonParser parser, Class<?> type, String code, String message) {
        List<FieldError> wrong = READING.get();
        String field = path(parser.streamReadContext().pathAsPointer());
        if (wrong == null || field.isEmpty() || wrong.size() == MAX_FIELDS) {
            return NOT_HANDLED;
        }
        wrong.add(new FieldError(field, code, field + message));
        return nothing(type);
    }

    static String path(JsonPointer pointer) {
        StringBuilder path = new StringBuilder();
        for (JsonPointer step = pointer; !step.matches() && path.length() < 200; step = step.tail()) {
            if (step.mayMatchElement()) {
                path.append('[').append(step.getMatchingIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getMatchingProperty());
            }
        }
        return path.toString();
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == double.class) {
            return 0.0;
        }
        if (type == float.class) {
            return 0.0f;
        }
        if (type == short.class) {
            return (short) 0;
        }
        if (type == byte.class) {
            return (byte) 0;
        }
        if (type == char.class) {
            return '\0';
        }
        return type == int.class ? 0 : null;
    }

    /** Opens and ends the notes around the reading of each controller's body. */
    @ControllerAdvice
    public static final class Reading extends RequestBodyAdviceAdapter {
        @Override
        public boolean supports(
                MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
            return true;
        }

        @Override
        public HttpInputMessage beforeBodyRead(
                HttpInputMessage message,
                MethodParameter parameter,
                Type type,
                Class<? extends HttpMessageConverter<?>> converter) {
            READING.set(new ArrayList<>());
            return message;
        }

        @Override
        public Object afterBodyRead(
                Object body,
                HttpInputMessage message,
                MethodParameter parameter,
                Type type,
                Class<? extends HttpMessageConverter<?>> converter) {
            List<FieldError> wrong = takeAll();
            if (!wrong.isEmpty()) {
                throw Failure.invalid("web.invalid", "Some values of this request are not allowed.", wrong);
            }
            return body;
        }
    }
}
