package io.peakday.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A caller's mistake or a broken promise, with a stable code. What a caller should expect in the ordinary course of
 * things is not a failure but a case of a sealed outcome.
 *
 * <p>The message is a plain sentence for a person: what is wrong and what to do. It must hold no secret and nothing
 * personal, because it is shown and logged.
 */
public final class Failure extends RuntimeException {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");

    private final String code;
    private final Fault fault;
    private final List<FieldError> fields;
    private final @Nullable Duration retryAfter;

    /**
     * @param code stable, lower case, dotted by module: {@code cart.line-limit}
     * @param fields every wrong field at once; empty where the input as a whole is meant
     */
    public Failure(Fault fault, String code, String message, List<FieldError> fields, @Nullable Throwable cause) {
        this(fault, code, message, fields, cause, null);
    }

    private Failure(
            Fault fault,
            String code,
            String message,
            List<FieldError> fields,
            @Nullable Throwable cause,
            @Nullable Duration retryAfter) {
        super(Objects.requireNonNull(message), cause);
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not an error code: " + code);
        }
        this.code = code;
        this.fault = fault;
        this.fields = List.copyOf(fields);
        this.retryAfter = retryAfter;
    }

    public static Failure invalid(String code, String message) {
        return new Failure(Fault.INVALID, code, message, List.of(), null);
    }

    public static Failure invalid(String code, String message, List<FieldError> fields) {
        return new Failure(Fault.INVALID, code, message, fields, null);
    }

    public static Failure notFound(String code, String message) {
        return new Failure(Fault.NOT_FOUND, code, message, List.of(), null);
    }

    public static Failure conflict(String code, String message) {
        return new Failure(Fault.CONFLICT, code, message, List.of(), null);
    }

    /** @param retryAfter when the same request may succeed: the caller is told */
    public static Failure tooMany(String code, String message, Duration retryAfter) {
        return new Failure(Fault.TOO_MANY, code, message, List.of(), null, retryAfter);
    }

    public static Failure forbidden(String code, String message) {
        return new Failure(Fault.FORBIDDEN, code, message, List.of(), null);
    }

    public static Failure unavailable(String code, String message, @Nullable Throwable cause) {
        return new Failure(Fault.UNAVAILABLE, code, message, List.of(), cause);
    }

    public static Failure internal(String code, String message, @Nullable Throwable cause) {
        return new Failure(Fault.INTERNAL, code, message, List.of(), cause);
    }

    public String code() {
        return code;
    }

    public Fault fault() {
        return fault;
    }

    public List<FieldError> fields() {
        return fields;
    }

    /** When the same request may succeed, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The plain sentence. */
    public String detail() {
        return Objects.requireNonNull(getMessage());
    }
}
