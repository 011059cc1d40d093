package io.peakday.pricing;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An address as it comes in from outside: anything may be missing. */
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
