package io.peakday.limits.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peakday.web.ClientNetwork;
import java.net.InetAddress;
import java.time.Duration;

/** What a caller's address is counted as, and whether it is exempt; worked out once for an address and remembered. */
public final class Addresses {
    private static final int REMEMBERED = 20_000;

    /**
     * @param key the {@linkplain ClientNetwork network} that it counts as
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
        InetAddress address = ClientNetwork.parse(text);
        return new Known(ClientNetwork.of(text), address != null && exempt.hold(address.getAddress()));
    }
}
