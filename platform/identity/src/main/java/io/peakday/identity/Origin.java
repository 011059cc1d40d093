package io.peakday.identity;

import io.peakday.web.ClientNetwork;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where a sign-in comes from, for the list of sessions and for throttling.
 *
 * @param address the caller's network address
 * @param device what the browser calls itself, shortened
 * @param knownDevice the token of the cookie that a former successful sign-in left on this device; null where there is none
 */
public record Origin(
        String address, String device, @Nullable String knownDevice) {
    private static final int MAX_DEVICE = 200;

    public Origin {
        device = device.length() > MAX_DEVICE ? device.substring(0, MAX_DEVICE) : device;
    }

    /** What it counts as where attempts are counted. */
    public String network() {
        return ClientNetwork.of(address);
    }

    public static Origin of(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return new Origin(request.getRemoteAddr(), agent == null ? "" : agent, SessionCookies.knownDevice(request));
    }
}
