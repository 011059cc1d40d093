package io.peakday.edge;

import io.peakday.kernel.Failure;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Set;

/**
 * Refuses unsafe requests that another site made a browser send (cross-site request forgery).
 *
 * <p>Every browser of the last years says with {@code Sec-Fetch-Site}, which no script can forge, whether a request comes
 * from the same origin; older ones say with {@code Origin} where it comes from. A request with neither is not a
 * browser's, and so carries nobody's cookies but its sender's own. Tokens in forms would do the same, but would make
 * every page different for everybody; see ADR 3.
 */
final class CrossSite {
    private final Set<String> allowedOrigins;

    CrossSite(Collection<String> allowedOrigins) {
        this.allowedOrigins = Set.copyOf(allowedOrigins);
    }

    static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** @throws Failure {@code web.cross-site} */
    void check(HttpServletRequest request) {
        if (isSafe(request.getMethod())) {
            return;
        }
        String origin = request.getHeader("Origin");
        if (origin != null && allowedOrigins.contains(origin)) {
            return;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean ours = site != null
                ? site.equals("same-origin") || site.equals("none")
                : origin == null || isHere(request, origin);
        if (!ours) {
            throw Failure.forbidden(
                    "web.cross-site", "This request was made by another site, which is not allowed to act here.");
        }
    }

    /** Whether an origin is that of the request: scheme, host and port, as browsers compare them (RFC 6454). */
    private static boolean isHere(HttpServletRequest request, String origin) {
        try {
            URI asked = new URI(origin);
            return asked.getHost() != null
                    && asked.getRawUserInfo() == null
                    && request.getScheme().equalsIgnoreCase(asked.getScheme())
                    && asked.getHost().equalsIgnoreCase(request.getServerName())
                    && port(asked.getPort(), asked.getScheme()) == port(request.getServerPort(), request.getScheme());
        } catch (URISyntaxException e) {
            // Among them "null", which sandboxed and data documents send.
            return false;
        }
    }

    private static int port(int given, String scheme) {
        return given > 0 ? given : scheme.equalsIgnoreCase("https") ? 443 : 80;
    }
}
