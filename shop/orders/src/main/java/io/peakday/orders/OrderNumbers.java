package io.peakday.orders;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Order numbers that can be read out on the telephone and not be guessed: {@code PD-2026-7K3M9-QX2TA}, 50 random bits in
 * Crockford's alphabet, which has no I, L, O and U. Two of a million orders a year meet with a chance of one in two
 * thousand; the unique constraint notices, and the order is finalized again with another number.
 */
final class OrderNumbers {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("PD[0-9]{4}[0-9A-HJKMNP-TV-Z]{10}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private OrderNumbers() {}

    static String next(Instant at) {
        long bits = RANDOM.nextLong();
        StringBuilder number =
                new StringBuilder("PD-").append(at.atZone(ZoneOffset.UTC).getYear());
        for (int i = 0; i < 10; i++) {
            if (i % 5 == 0) {
                number.append('-');
            }
            number.append(ALPHABET.charAt((int) (bits >>> (5 * i)) & 31));
        }
        return number.toString();
    }

    /** What somebody typed, as it is written: any case, any hyphens and spaces, O for 0, I and L for 1. */
    static Optional<String> read(String typed) {
        if (typed.length() > 60) {
            return Optional.empty();
        }
        String plain = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        if (plain.length() > 6) {
            plain = plain.substring(0, 6)
                    + plain.substring(6).replace('O', '0').replace('I', '1').replace('L', '1');
        }
        if (!FORM.matcher(plain).matches()) {
            return Optional.empty();
        }
        return Optional.of("PD-" + plain.substring(2, 6) + "-" + plain.substring(6, 11) + "-" + plain.substring(11));
    }
}
