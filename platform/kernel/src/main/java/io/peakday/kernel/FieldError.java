package io.peakday.kernel;

import java.util.Objects;

/**
 * One wrong field of an input.
 *
 * @param field the path as the caller wrote it: {@code lines[2].quantity}
 * @param code what is wrong, stable and for programs: {@code required}, {@code length}, {@code out-of-range} …
 * @param message a plain sentence that says what is allowed
 */
public record FieldError(String field, String code, String message) {
    public FieldError {
        Objects.requireNonNull(field);
        Objects.requireNonNull(code);
        Objects.requireNonNull(message);
    }
}
