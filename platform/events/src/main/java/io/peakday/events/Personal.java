package io.peakday.events;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A field of a payload that says something about a person, and is therefore sealed in every copy of the event.
 *
 * @param path the names from the payload's root, joined by dots: {@code order.shipTo}
 * @param erased the JSON a reader finds in its place once the subject was erased
 */
public record Personal(String path, String erased) {
    /** In place of an e-mail address; nothing is ever sent there. */
    public static final String ERASED_EMAIL = "erased@invalid.example";

    private static final Pattern PATH = Pattern.compile("[a-zA-Z]\\w*(\\.[a-zA-Z]\\w*)*");

    public Personal {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not the path of a field: " + path);
        }
    }

    /** A text. */
    public static Personal text(String path) {
        return new Personal(path, "\"Erased\"");
    }

    /** An e-mail address. */
    public static Personal email(String path) {
        return new Personal(path, '"' + ERASED_EMAIL + '"');
    }

    List<String> names() {
        return List.of(path.split("\\."));
    }
}
