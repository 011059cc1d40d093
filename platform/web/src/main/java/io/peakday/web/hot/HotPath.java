package io.peakday.web.hot;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plain paths, cut at their slashes. */
final class HotPath {
    private static final int MOST = 12;

    private HotPath() {}

    /** The segments of a path; null if anything in it needs decoding, cleaning or a second look. */
    static String @Nullable [] split(String path) {
        int segments = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/') {
                segments++;
                if (i + 1 == path.length() || path.charAt(i + 1) == '/') {
                    return null;
                }
            } else if (c == '%' || c == ';' || c == '.' || c == '\\' || c <= ' ' || c >= 127) {
                return null;
            }
        }
        if (segments == 0 || segments > MOST || path.charAt(0) != '/') {
            return null;
        }
        String[] parts = new String[segments];
        int from = 1;
        for (int n = 0; n < segments; n++) {
            int to = path.indexOf('/', from);
            parts[n] = path.substring(from, to < 0 ? path.length() : to);
            from = to + 1;
        }
        return parts;
    }

    /** The id as it is ordinarily written, in 36 characters; null for anything else. */
    static @Nullable UUID uuid(String text) {
        if (text.length() != 36) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
