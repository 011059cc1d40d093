package io.peakday.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;

/** Makes the readable part of an address from a name. */
final class Slugs {
    /** Derived slugs are cut at a word below this; explicit ones may be longer. */
    private static final int COMFORTABLE = 80;

    private static final String DIGITS = "abcdefghijkmnpqrstuvwxyz23456789";

    private Slugs() {}

    /** Lower-case ASCII letters and digits joined by hyphens; empty where the name has none. */
    static String of(String name) {
        String plain = isAscii(name) ? name : fold(name);
        StringBuilder slug = new StringBuilder(Math.min(plain.length(), COMFORTABLE) + 1);
        boolean gap = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                c = (char) (c + ('a' - 'A'));
            }
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                if (gap && !slug.isEmpty()) {
                    slug.append('-');
                }
                gap = false;
                slug.append(c);
                if (slug.length() > COMFORTABLE) {
                    return cut(slug);
                }
            } else if (c != '\'') {
                gap = true;
            }
        }
        return slug.toString();
    }

    /** As {@link #of(String)}; where the name has no usable character, {@code otherwise} and a digest of the name. */
    static String of(String name, String otherwise) {
        String slug = of(name);
        return slug.isEmpty() ? distinct(otherwise, name) : slug;
    }

    /** The slug with a short digest of what sets it apart from its namesakes; the same every time. */
    static String distinct(String slug, String seed) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            StringBuilder distinct = new StringBuilder(slug).append('-');
            for (int i = 0; i < 7; i++) {
                distinct.append(DIGITS.charAt(digest[i] & 31));
            }
            return distinct.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String cut(StringBuilder slug) {
        int end = slug.lastIndexOf("-", COMFORTABLE);
        return slug.substring(0, end > COMFORTABLE / 2 ? end : COMFORTABLE);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 126) {
                return false;
            }
        }
        return true;
    }

    private static String fold(String name) {
        String spelled = name.replace("ß", "ss")
                .replace("æ", "ae")
                .replace("Æ", "ae")
                .replace("œ", "oe")
                .replace("Œ", "oe")
                .replace("ø", "o")
                .replace("Ø", "o")
                .replace("ł", "l")
                .replace("Ł", "l")
                .replace("đ", "d")
                .replace("Đ", "d");
        StringBuilder folded = new StringBuilder(spelled.length());
        Normalizer.normalize(spelled, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
