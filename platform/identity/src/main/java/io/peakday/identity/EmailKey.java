package io.peakday.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** E-mail addresses: which can be one, and when two are the same. */
public final class EmailKey {
    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]\\p{Cntrl}]{1,64}@[^\\s@.\\p{Cntrl}]+(\\.[^\\s@.\\p{Cntrl}]+)*");
    private static final int MAX = 254;

    private EmailKey() {}

    public static boolean isAddress(String email) {
        return email.length() <= MAX && SHAPE.matcher(email.strip()).matches();
    }

    /** Addresses with the same key are the same mailbox: in practice nobody's depends on upper and lower case. */
    public static String of(String email) {
        return Normalizer.normalize(email.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** What stands before the at sign: a name to begin with where nobody has given one. */
    public static String localPart(String email) {
        String address = email.strip();
        int at = address.lastIndexOf('@');
        return at < 1 ? address : address.substring(0, at);
    }
}
