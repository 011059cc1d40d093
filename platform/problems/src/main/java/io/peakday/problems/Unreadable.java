package io.peakday.problems;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body: which field, as the caller wrote it, and what is allowed there. */
final class Unreadable {
    private Unreadable() {}

    static Failure meaning(HttpMessageConversionException error) {
        if (error instanceof HttpMessageNotWritableException) {
            return Failure.internal("web.unwritable-answer", "The answer cannot be written.", error);
        }
        Failure own = find(error, Failure.class);
        JacksonException json = find(error, JacksonException.class);
        List<FieldError> wrong = new ArrayList<>(WrongFields.takeAll());
        if (own != null) {
            String inside = json == null ? "" : path(json);
            own.fields().stream().map(field -> within(inside, field)).forEach(field -> add(wrong, field));
            return new Failure(own.fault(), own.code(), own.detail(), wrong, own.getCause());
        }
        if (json instanceof StreamConstraintsException) {
            return Failure.invalid(
                    "web.json-limits", "This JSON is too deep, or a name, number or text in it is too long.");
        }
        StreamReadException read = find(error, StreamReadException.class);
        if (read != null && isDuplicate(read)) {
            String field = WrongFields.path(read.processor().streamReadContext().pathAsPointer());
            add(wrong, new FieldError(field, "duplicate", field + " is there more than once."));
        } else if ((json instanceof DatabindException || json instanceof InputCoercionException)
                && !path(json).isEmpty()) {
            String field = path(json);
            add(
                    wrong,
                    json instanceof UnrecognizedPropertyException
                            ? new FieldError(field, "unknown", field + " is not known here.")
                            : new FieldError(field, "wrong-type", field + " is not of the right type or format."));
        }
        if (!wrong.isEmpty()) {
            return Failure.invalid("web.invalid", "Some values of this request are not allowed.", wrong);
        }
        return Failure.invalid(
                "web.malformed-json", "The body is missing, or is not well-formed JSON of the right shape.");
    }

    /** Jackson has no exception of its own for it. */
    private static boolean isDuplicate(StreamReadException error) {
        return error.processor() != null && error.getOriginalMessage().startsWith("Duplicate Object property");
    }

    /** {@code lines[2].quantity} */
    static String path(JacksonException error) {
        StringBuilder path = new StringBuilder();
        for (Reference step : error.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.length() > 200 ? path.substring(0, 200) : path.toString();
    }

    private static FieldError within(String path, FieldError field) {
        return path.isEmpty() ? field : new FieldError(path + '.' + field.field(), field.code(), field.message());
    }

    /** The first word about a field counts: that it is also missing, because it could not be read, helps nobody. */
    private static void add(List<FieldError> wrong, FieldError field) {
        if (Stream.of(wrong)
                .flatMap(List::stream)
                .noneMatch(known -> known.field().equals(field.field()))) {
            wrong.add(field);
        }
    }

    private static <T extends Throwable> @Nullable T find(Throwable error, Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
