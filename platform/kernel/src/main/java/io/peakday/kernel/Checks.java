package io.peakday.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects every wrong field of an input, so that a caller learns all of them at once.
 *
 * <pre>{@code
 * new Checks()
 *         .text("title", title, 1, 200)
 *         .range("quantity", quantity, 1, 999)
 *         .orThrow("cart.bad-line", "This line cannot be added.");
 * }</pre>
 */
public final class Checks {
    private final List<FieldError> errors = new ArrayList<>();

    public Checks require(boolean ok, String field, String code, String message) {
        if (!ok) {
            errors.add(new FieldError(field, code, message));
        }
        return this;
    }

    /** Present, of {@code min} to {@code max} characters, without control characters other than line breaks and tabs. */
    public Checks text(String field, @Nullable String value, int min, int max) {
        if (value == null || (min > 0 && value.isBlank())) {
            return require(min == 0 && value != null, field, "required", field + " is required.");
        }
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max) {
            return require(false, field, "length", field + " must have " + min + " to " + max + " characters.");
        }
        boolean clean = value.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
        return require(clean, field, "control-character", field + " must not contain control characters.");
    }

    public Checks range(String field, long value, long min, long max) {
        return require(
                value >= min && value <= max,
                field,
                "out-of-range",
                field + " must be from " + min + " to " + max + ".");
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    public void orThrow(String code, String message) {
        if (!errors.isEmpty()) {
            throw Failure.invalid(code, message, errors);
        }
    }
}
