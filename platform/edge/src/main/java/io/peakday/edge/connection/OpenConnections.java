package io.peakday.edge.connection;

import io.peakday.web.ClientNetwork;
import io.peakday.web.WebSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of a node, and how many each address has; an IPv6 network counts as one. This machine and trusted proxies,
 * who speak for many, are not counted.
 */
final class OpenConnections extends ConcurrentHashMap<SocketChannel, SocketWrapperBase<NioChannel>> {
    private static final long serialVersionUID = 1L;

    private final transient Map<SocketChannel, String> counted = new ConcurrentHashMap<>();
    private final transient Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final transient LongAdder refused = new LongAdder();
    private final transient @Nullable Pattern trusted;
    private final int perAddress;

    /** @param trustedProxies a regular expression over addresses; empty: none */
    OpenConnections(WebSettings.Connections settings, String trustedProxies) {
        this.perAddress = settings.perAddress();
        this.trusted = trustedProxies.isBlank() ? null : Pattern.compile(trustedProxies);
    }

    /** Whether one more from there may be opened. Only the thread that accepts asks, and opens. */
    boolean admits(SocketChannel socket) {
        String address = countedAs(socket);
        if (address == null || byAddress.getOrDefault(address, 0) < perAddress) {
            return true;
        }
        refused.increment();
        return false;
    }

    /** How many were closed as soon as they were opened. */
    double refused() {
        return refused.doubleValue();
    }

    @Override
    public @Nullable SocketWrapperBase<NioChannel> put(SocketChannel socket, SocketWrapperBase<NioChannel> wrapper) {
        String address = countedAs(socket);
        if (address != null && counted.putIfAbsent(socket, address) == null) {
            byAddress.merge(address, 1, Integer::sum);
        }
        return super.put(socket, wrapper);
    }

    @Override
    public @Nullable SocketWrapperBase<NioChannel> remove(Object socket) {
        String address = counted.remove(socket);
        if (address != null) {
            byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
        return super.remove(socket);
    }

    private @Nullable String countedAs(SocketChannel socket) {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress remote
                    ? countedAs(remote.getAddress())
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Null for those that are exempt. */
    @Nullable
    String countedAs(InetAddress address) {
        String text = address.getHostAddress();
        if (address.isLoopbackAddress()
                || (trusted != null && trusted.matcher(text).matches())) {
            return null;
        }
        return ClientNetwork.of(address);
    }
}
