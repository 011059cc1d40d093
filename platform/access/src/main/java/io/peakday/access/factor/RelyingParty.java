package io.peakday.access.factor;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * To whom passkeys are shown: a browser makes and uses one only for the host that its address bar shows.
 *
 * @param id the host (WebAuthn level 2, section 5.1.2)
 * @param origin scheme, host and port, as the browser writes them
 */
public record RelyingParty(String id, String origin) {
    private static final String LOCAL = "localhost";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]|.*:.*");

    /**
     * The store's public address; or {@code localhost}, if that is what the browser was asked for, so that a store on one's own machine
     * can be tried at any port. Which passkey is asked for never depends on another host of the request.
     *
     * @param publicUrl of the store
     * @param scheme of the request
     * @param host of the request
     * @param port of the request
     * @return empty where browsers have no passkeys: without TLS, and for addresses in numbers
     */
    public static Optional<RelyingParty> of(String publicUrl, String scheme, String host, int port) {
        if (host.equalsIgnoreCase(LOCAL)) {
            return Optional.of(new RelyingParty(LOCAL, origin(scheme, LOCAL, port)));
        }
        URI store = URI.create(publicUrl);
        String name = store.getHost() == null ? "" : store.getHost().toLowerCase(Locale.ROOT);
        boolean usable = !name.isEmpty()
                && !ADDRESS.matcher(name).matches()
                && ("https".equalsIgnoreCase(store.getScheme()) || name.equals(LOCAL));
        return usable
                ? Optional.of(new RelyingParty(name, origin(store.getScheme(), name, store.getPort())))
                : Optional.empty();
    }

    private static String origin(String scheme, String host, int port) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        boolean usual = port < 0 || (lower.equals("https") ? port == 443 : port == 80);
        return lower + "://" + host + (usual ? "" : ":" + port);
    }
}
