package io.peakday.problems;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.kernel.FieldError;
import java.util.List;
import java.util.Map;

/**
 * What went wrong, as a caller reads it: {@code application/problem+json} (RFC 9457) with a stable code.
 *
 * @param type a URI of the kind of problem: {@code urn:peakday:problem:} and the code
 * @param title the status in words: {@code Not found}
 * @param status the HTTP status of the answer
 * @param detail a plain sentence for people: what is wrong and what to do; may change
 * @param code the kind of problem, for programs: stable, lower case, dotted by module, such as {@code cart.line-limit}
 * @param retry whether the same request may succeed later without being changed
 * @param fields every wrong field at once; empty where the input as a whole is meant
 * @param reference finds the log line of this answer; to be quoted when a fault is reported
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        boolean retry,
        List<FieldError> fields,
        String reference) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Codes of this module whose status says more than the one of their fault. */
    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("web.method-not-allowed", 405),
            Map.entry("web.not-acceptable", 406),
            Map.entry("web.too-slow", 408),
            Map.entry("web.body-too-large", 413),
            Map.entry("web.uri-too-long", 414),
            Map.entry("web.unsupported-media-type", 415),
            Map.entry("web.if-match-required", 428),
            Map.entry("web.headers-too-large", 431));

    public Problem {
        fields = List.copyOf(fields);
    }

    /** The problem that a failure is to the caller. What an internal failure says stays in the log. */
    public static Problem of(Failure failure, String reference) {
        int status = STATUS.getOrDefault(failure.code(), status(failure.fault()));
        String detail = failure.fault() == Fault.INTERNAL
                ? "Something went wrong on our side. Quote the reference when you report it."
                : failure.detail();
        return new Problem(
                "urn:peakday:problem:" + failure.code(),
                title(status),
                status,
                detail,
                failure.code(),
                failure.fault().retryHelps(),
                failure.fields(),
                reference);
    }

    private static int status(Fault fault) {
        return switch (fault) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_MANY -> 429;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
    }

    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Sign-in required";
            case 403 -> "Access denied";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "Not acceptable";
            case 408 -> "Too slow";
            case 409 -> "Conflict";
            case 413 -> "Too large";
            case 414 -> "Address too long";
            case 415 -> "Unsupported media type";
            case 428 -> "Precondition required";
            case 429 -> "Too many requests";
            case 431 -> "Headers too large";
            case 503 -> "Not available";
            default -> status < 500 ? "Bad request" : "Internal error";
        };
    }
}
