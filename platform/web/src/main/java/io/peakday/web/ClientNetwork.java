package io.peakday.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a client counts as by its network address, wherever addresses are counted: an IPv4 address as itself, an IPv6 address as its
 * /64, which is what one line gets and every machine on it may choose its addresses from.
 */
public final class ClientNetwork {
    private static final int LONGEST = 64;
    private static final int IPV6_NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /** @param address as a request gives it; what is no address, as a proxy may call its caller, is one caller */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return shortened(address);
        }
        InetAddress parsed = parse(address);
        return parsed == null ? shortened(address) : of(parsed);
    }

    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] network = address.getAddress();
        Arrays.fill(network, IPV6_NETWORK_BYTES, network.length, (byte) 0);
        try {
            return InetAddress.getByAddress(network).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address, without the name of an interface of this machine; null if it is none. */
    public static @Nullable InetAddress parse(String address) {
        int scope = address.indexOf('%');
        try {
            return InetAddress.ofLiteral(scope < 0 ? address : address.substring(0, scope));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
