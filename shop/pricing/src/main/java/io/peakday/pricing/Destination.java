package io.peakday.pricing;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where goods go, as far as tax and shipping ask.
 *
 * @param country ISO 3166-1 alpha-2
 * @param postalCode letters and digits only, upper case, without a country's letters before it ({@code ES-35 001} is
 *     35001); empty where it is not known yet
 */
public record Destination(String country, String postalCode) {
    private static final Pattern APART = Pattern.compile("[^A-Z0-9]");
    private static final Pattern WITH_COUNTRY = Pattern.compile("[A-Z]{1,3}([0-9]+)");

    public Destination {
        country = country.strip().toUpperCase(Locale.ROOT);
        postalCode = normalized(country, postalCode);
    }

    public static Destination of(Address address) {
        return new Destination(address.country(), address.postalCode());
    }

    /** Somewhere in a country. */
    public static Destination in(String country) {
        return new Destination(country, "");
    }

    private static String normalized(String country, String postalCode) {
        String plain = Normalizer.normalize(postalCode, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        String code = APART.matcher(plain).replaceAll("");
        var prefixed = WITH_COUNTRY.matcher(code);
        // In Malta the letters are the postcode's own: VLT 1117.
        return prefixed.matches() && !country.equals("MT") ? prefixed.group(1) : code;
    }
}
