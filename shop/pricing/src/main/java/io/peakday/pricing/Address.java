package io.peakday.pricing;

import io.peakday.kernel.Checks;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A postal address, checked as far as the country allows without asking anybody.
 *
 * @param name who lives there, 1 to 100 characters
 * @param line1 street and number, 1 to 120 characters
 * @param line2 anything more, up to 120 characters, or null
 * @param postalCode in the country's format where it is known
 * @param city 1 to 100 characters
 * @param region state or province, or null; required for the United States (two letters)
 * @param country ISO 3166-1 alpha-2, upper case
 * @param phone for the carrier, 3 to 30 characters, or null
 */
public record Address(
        String name,
        String line1,
        @Nullable String line2,
        String postalCode,
        String city,
        @Nullable String region,
        String country,
        @Nullable String phone) {
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Pattern PHONE = Pattern.compile("[+0-9 ()/.-]{3,30}");
    /** Postal-code formats of the countries we ship to most (UPU addressing sheets); others are only length-checked. */
    private static final Map<String, Pattern> POSTAL_CODES = postalCodes();

    /** One of these fits each of the formats. */
    private static final List<String> ERASED_CODES = List.of(
            "-",
            "00000",
            "0000",
            "000 00",
            "00-000",
            "0000-000",
            "0000 AA",
            "000000",
            "AAA 0000",
            "A00 AAAA",
            "A0 0AA");

    public Address {
        country = country == null ? "" : country.strip().toUpperCase(Locale.ROOT);
        postalCode = postalCode == null ? "" : postalCode.strip().toUpperCase(Locale.ROOT);
        line2 = blankToNull(line2);
        region = blankToNull(region);
        phone = blankToNull(phone);
        Pattern format = POSTAL_CODES.get(country);
        new Checks()
                .text("name", name, 1, 100)
                .text("line1", line1, 1, 120)
                .text("line2", line2 == null ? "" : line2, 0, 120)
                .text("city", city, 1, 100)
                .text("region", region == null ? "" : region, 0, 100)
                .text("postalCode", postalCode, 1, 12)
                .require(
                        format == null
                                || postalCode.isEmpty()
                                || format.matcher(postalCode).matches(),
                        "postalCode",
                        "format",
                        "This is not a postal code of the country " + country + ".")
                .require(
                        COUNTRIES.contains(country),
                        "country",
                        "country",
                        "country must be a two-letter country code (ISO 3166).")
                .require(
                        !country.equals("US") || (region != null && region.matches("[A-Z]{2}")),
                        "region",
                        "required",
                        "region must be the two-letter code of the state.")
                .require(
                        phone == null || PHONE.matcher(phone).matches(),
                        "phone",
                        "format",
                        "phone must have 3 to 30 digits, spaces and + ( ) / . -")
                .orThrow("orders.bad-address", "This address is not complete.");
        name = name.strip();
        line1 = line1.strip();
        city = city.strip();
    }

    /** Says nothing but the country, and passes for an address there. */
    public static Address erased(String country) {
        Pattern format = POSTAL_CODES.get(country);
        String code = ERASED_CODES.stream()
                .filter(one -> format == null || format.matcher(one).matches())
                .findFirst()
                .orElseThrow();
        return new Address("Erased", "-", null, code, "-", country.equals("US") ? "XX" : null, country, null);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Map<String, Pattern> postalCodes() {
        Map<String, String> byFormat = Map.ofEntries(
                Map.entry("[0-9]{5}", "DE FR ES IT FI EE HR"),
                Map.entry("[0-9]{4}", "AT BE DK HU BG SI CY CH NO"),
                Map.entry("[0-9]{3} ?[0-9]{2}", "CZ SK SE GR"),
                Map.entry("[0-9]{2}-?[0-9]{3}", "PL"),
                Map.entry("[0-9]{4}-?[0-9]{3}", "PT"),
                Map.entry("[0-9]{4} ?[A-Z]{2}", "NL"),
                Map.entry("[0-9]{6}", "RO"),
                Map.entry("(LV-?)?[0-9]{4}", "LV"),
                Map.entry("(LT-?)?[0-9]{5}", "LT"),
                Map.entry("(L-?)?[0-9]{4}", "LU"),
                Map.entry("[A-Z]{3} ?[0-9]{4}", "MT"),
                Map.entry("[A-Z][0-9][0-9W] ?[A-Z0-9]{4}", "IE"),
                Map.entry("[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}", "GB"),
                Map.entry("[0-9]{5}(-[0-9]{4})?", "US"));
        Map<String, Pattern> byCountry = new HashMap<>();
        byFormat.forEach((format, countries) -> {
            for (String country : countries.split(" ")) {
                byCountry.put(country, Pattern.compile(format));
            }
        });
        return Map.copyOf(byCountry);
    }
}
