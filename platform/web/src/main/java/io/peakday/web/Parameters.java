package io.peakday.web;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one rule for parameters of addresses and forms: what a route takes once is refused if it comes more often, in the
 * address, in the form or in both, because whoever reads one of the values might read another one than whoever checked it.
 */
public final class Parameters {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

    private Parameters() {}

    /**
     * The only value of a parameter; null if there is none.
     *
     * @throws Failure {@code web.invalid} if there are several
     */
    public static @Nullable String one(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw repeated(name);
        }
        return values == null || values.length == 0 ? null : values[0];
    }

    /** The refusal of a parameter that came more than once. */
    public static Failure repeated(String name) {
        return Failure.invalid(
                "web.invalid",
                "Some values of this request are not allowed.",
                List.of(new FieldError(name, "repeated", name + " must not be there more than once.")));
    }

    /**
     * A whole number as people and programs write it: ASCII digits, perhaps a minus sign. No plus sign, no exponent, no
     * other base, no digits of other scripts, nothing between the digits.
     *
     * @throws NumberFormatException if it is anything else, or does not fit
     */
    public static long whole(String text) {
        String number = text.strip();
        if (!WHOLE.matcher(number).matches()) {
            throw new NumberFormatException("not a whole number");
        }
        return Long.parseLong(number);
    }

    /** As {@link #whole}, within the range of an {@code int}. */
    public static int wholeInt(String text) {
        long number = whole(text);
        if (number != (int) number) {
            throw new NumberFormatException("out of range");
        }
        return (int) number;
    }
}
