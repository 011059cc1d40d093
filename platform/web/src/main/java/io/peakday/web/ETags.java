package io.peakday.web;

import io.peakday.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, section 8.8.3) made of a version number, for what can be edited: {@code "v7"}. */
public final class ETags {
    private ETags() {}

    public static String of(long version) {
        return "\"v" + version + '"';
    }

    /**
     * The version that the caller believes to be current.
     *
     * @param ifMatch the {@code If-Match} header
     * @throws Failure {@code web.if-match-required} (428) if it is missing, {@code web.bad-if-match} (400) if it is not
     *     one tag of {@link #of}
     */
    public static long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Failure.conflict(
                    "web.if-match-required", "Send the ETag of the version you edited in the If-Match header.");
        }
        String tag = ifMatch.strip();
        int length = tag.length();
        if (length < 4 || length > 22 || !tag.startsWith("\"v") || tag.charAt(length - 1) != '"') {
            throw bad();
        }
        try {
            long version = Long.parseLong(tag, 2, length - 1, 10);
            if (version < 0) {
                throw bad();
            }
            return version;
        } catch (NumberFormatException e) {
            throw bad();
        }
    }

    private static Failure bad() {
        return Failure.invalid("web.bad-if-match", "If-Match must hold the one ETag that this resource was read with.");
    }
}
