package io.peakday.consolekit;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** How a page says that what was asked for was refused: one sentence, and the status that goes with it. */
public record Refusal(HttpStatus status, String sentence) {
    /** @throws Failure the same one where it is no refusal but a defect, or the caller may not do this at all */
    public static Refusal of(Failure failure) {
        HttpStatus status = switch (failure.fault()) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case UNAUTHENTICATED, FORBIDDEN, INTERNAL -> throw failure;
        };
        String fields =
                failure.fields().stream().map(FieldError::message).distinct().collect(Collectors.joining(" "));
        return new Refusal(status, fields.isEmpty() ? failure.detail() : failure.detail() + " " + fields);
    }
}
