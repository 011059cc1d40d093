package io.peakday.limits.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;

/** What a caller's address is counted as, and whether it is exempt; worked out once for an address and remembered. */
public final class Addresses {
    private static final int REMEMBERED = 20_000;

    /**
     * @param key the address; of an IPv6 address its /64
     * @param exempt whether no policy concerns it
     */
    public record Known(String key, boolean exempt) {}

    private final Networks exempt;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    public Addresses(Networks exempt) {
        this.exempt = exempt;
    }

    public Known of(String address) {
        Known found = known.getIfPresent(address);
        if (found == null) {
            found = workOut(address);
            known.put(address, found);
        }
        return found;
    }

    private Known workOut(String text) {
        byte[] address;
        try {
            int scope = text.indexOf('%');
            address = InetAddress.ofLiteral(scope < 0 ? text : text.substring(0, scope))
                    .getAddress();
        } catch (IllegalArgumentException e) {
            return new Known(text.length() > 64 ? text.substring(0, 64) : text, false);
        }
        boolean free = exempt.hold(address);
        if (address.length == 16) {
            Arrays.fill(address, 8, 16, (byte) 0);
        }
        try {
            return new Known(InetAddress.getByAddress(address).getHostAddress(), free);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
