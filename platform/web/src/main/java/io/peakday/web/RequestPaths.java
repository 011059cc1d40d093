package io.peakday.web;

import io.peakday.kernel.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;

/** What the path of a request says. */
public final class RequestPaths {
    private static final int UUID_LENGTH = 36;

    private RequestPaths() {}

    /** As the container matched it, decoded and normalized: a rule for one path cannot be had for another by spelling. */
    public static String of(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    /** The id that is all of a path behind this prefix; empty if the path is anything else. */
    public static Optional<UUID> id(String path, String prefix) {
        return path.length() == prefix.length() + UUID_LENGTH && path.startsWith(prefix)
                ? Ids.parse(path.substring(prefix.length()))
                : Optional.empty();
    }
}
