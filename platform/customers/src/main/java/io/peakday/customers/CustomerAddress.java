package io.peakday.customers;

import io.peakday.kernel.Checks;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * An entry of a customer's address book.
 *
 * @param id chosen by whoever made the entry; it means something only within one customer's address book
 * @param recipient the name on the parcel, 1 to 120 characters
 * @param line1 street and number, 1 to 120 characters
 * @param line2 what else belongs to the street, at most 120 characters; may be empty
 * @param postcode 1 to 16 characters
 * @param city 1 to 80 characters
 * @param region state or province, at most 80 characters; may be empty
 * @param country ISO 3166-1 alpha-2, upper case
 * @param phone for questions about the delivery, at most 32 characters; may be empty
 * @param preferred whether checkout offers it first; at most one of a customer's
 */
public record CustomerAddress(
        UUID id,
        String recipient,
        String line1,
        String line2,
        String postcode,
        String city,
        String region,
        String country,
        String phone,
        boolean preferred) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public CustomerAddress {
        new Checks()
                .require(id != null, "id", "required", "id is required.")
                .text("recipient", recipient, 1, 120)
                .text("line1", line1, 1, 120)
                .text("line2", line2, 0, 120)
                .text("postcode", postcode, 1, 16)
                .text("city", city, 1, 80)
                .text("region", region, 0, 80)
                .require(
                        country != null && COUNTRIES.contains(country),
                        "country",
                        "unknown",
                        "country must be a two-letter ISO country code.")
                .text("phone", phone, 0, 32)
                .orThrow("identity.bad-address", "This address is not complete.");
    }

    @Override
    public String toString() {
        return "address:" + id;
    }
}
