package io.peakday.pricing;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A postal address as it comes in from outside.
 *
 * @param name who lives there, 1 to 100 characters; required
 * @param line1 street and number, 1 to 120 characters; required
 * @param line2 anything more, up to 120 characters
 * @param postalCode 1 to 12 characters, in the country's format where it is known; required
 * @param city 1 to 100 characters; required
 * @param region state or province, up to 100 characters; required for the United States (two capital letters)
 * @param country ISO 3166-1 alpha-2, in any case; required
 * @param phone for the carrier, 3 to 30 digits, spaces and {@code + ( ) / . -}
 */
public record AddressForm(
        @Nullable String name,
        @Nullable String line1,
        @Nullable String line2,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String region,
        @Nullable String country,
        @Nullable String phone) {

    /** @param field what the address is called in the form, so that errors name {@code shipTo.city} */
    public Address address(String field) {
        try {
            return new Address(
                    orEmpty(name),
                    orEmpty(line1),
                    line2,
                    orEmpty(postalCode),
                    orEmpty(city),
                    region,
                    orEmpty(country),
                    phone);
        } catch (Failure e) {
            List<FieldError> fields = e.fields().stream()
                    .map(f -> new FieldError(field + "." + f.field(), f.code(), f.message()))
                    .toList();
            throw Failure.invalid(e.code(), e.detail(), fields);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
