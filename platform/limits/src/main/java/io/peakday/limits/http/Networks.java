package io.peakday.limits.http;

import io.peakday.kernel.Checks;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Ranges of network addresses: {@code 10.0.0.0/8}, {@code ::1/128}, or a single address. */
public final class Networks {
    @SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else sees it
    private record Range(byte[] start, int bits) {
        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
                if (((address[bit / 8] ^ start[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Range> ranges;

    private Networks(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** @throws io.peakday.kernel.Failure {@code limits.bad-networks} with every wrong one */
    public static Networks of(String field, List<String> written) {
        Checks checks = new Checks();
        List<Range> ranges = new ArrayList<>();
        for (String text : written) {
            String network = text.strip();
            int slash = network.indexOf('/');
            try {
                byte[] start = InetAddress.ofLiteral(slash < 0 ? network : network.substring(0, slash))
                        .getAddress();
                int bits = slash < 0 ? start.length * 8 : Integer.parseInt(network.substring(slash + 1));
                if (bits < 0 || bits > start.length * 8) {
                    throw new IllegalArgumentException();
                }
                ranges.add(new Range(start, bits));
            } catch (IllegalArgumentException e) {
                checks.require(
                        false,
                        field,
                        "ill-formed",
                        field + ": '" + text + "' is not a network, such as 10.0.0.0/8 or 2001:db8::/32.");
            }
        }
        if (!checks.errors().isEmpty()) {
            checks.orThrow("limits.bad-networks", checks.errors().getFirst().message());
        }
        return new Networks(ranges);
    }

    boolean hold(byte[] address) {
        for (Range range : ranges) {
            if (range.holds(address)) {
                return true;
            }
        }
        return false;
    }
}
