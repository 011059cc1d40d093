package io.peakday.identity;

import java.util.regex.Pattern;

/** The names of what modules declare: {@code CATALOG_READ}. */
final class DeclaredName {
    private static final int MAX_LENGTH = 60;
    private static final Pattern SHAPE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    private DeclaredName() {}

    /** @throws IllegalArgumentException if something of this kind cannot be called so */
    static void check(String kind, String name) {
        if (name.length() > MAX_LENGTH || !SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A " + kind + "'s name is upper case, with underscores between words, and not '" + name + "'.");
        }
    }
}
