package io.peakday.limits.region;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which part of a limit each region may spend, as far as one region knows. A value; it changes by making another.
 *
 * <p><b>The idea</b> is that of escrow and of the bounded counter (Balegas et al., <i>Extending Eventually Consistent Cloud
 * Databases for Enforcing Numeric Invariants</i>, SRDS 2015). A region only ever gives away what is its own, by noting in
 * the ledger how much it has given to whom in all; these sums only grow, and nobody but the giver raises them. A region's
 * share is what it began with, less what it gave, plus what it knows that others gave it. Two ledgers merge by taking the
 * greater of each sum, so it does not matter how often, how late, or in which order they are exchanged, and nothing needs to
 * be answered. What is given and not received yet is spent by nobody. Hence at any moment, through any delay and partition,
 * the shares that regions believe to have add up to at most the whole.
 *
 * @param regions all regions, in the same order everywhere
 * @param given parts given, in all, since the beginning
 */
public record ShareLedger(List<String> regions, Map<Gift, Long> given) {
    /** The whole limit, in parts. */
    public static final long WHOLE = 1_000_000;

    /** From whom to whom. */
    public record Gift(String from, String to) {}

    public ShareLedger {
        regions = List.copyOf(regions);
        given = Map.copyOf(given);
    }

    /** Everybody has the same; nothing was given yet. */
    public static ShareLedger equal(List<String> regions) {
        return new ShareLedger(regions.stream().sorted().toList(), Map.of());
    }

    /** What the region began with; the first ones have the odd parts. */
    public long initial(String region) {
        int at = regions.indexOf(region);
        if (at < 0) {
            throw new IllegalArgumentException("There is no region " + region + " among " + regions);
        }
        return WHOLE / regions.size() + (at < WHOLE % regions.size() ? 1 : 0);
    }

    /** The region's share in parts, as far as this ledger knows; exact for the region that keeps it. */
    public long share(String region) {
        long share = initial(region);
        for (Map.Entry<Gift, Long> entry : given.entrySet()) {
            share += entry.getKey().to().equals(region) ? entry.getValue() : 0;
            share -= entry.getKey().from().equals(region) ? entry.getValue() : 0;
        }
        return share;
    }

    /** What the region gave away in all. */
    public long givenBy(String region) {
        return given.entrySet().stream()
                .filter(entry -> entry.getKey().from().equals(region))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Grows with every change of the region's share. */
    public long version(String region) {
        return given.entrySet().stream()
                .filter(entry -> entry.getKey().to().equals(region)
                        || entry.getKey().from().equals(region))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * The ledger after a gift. Only the giving region may make one, in the one ledger that it keeps.
     *
     * @throws IllegalArgumentException if it has not got so much
     */
    public ShareLedger give(String from, String to, long parts) {
        if (parts <= 0 || parts > share(from) || from.equals(to) || !regions.contains(to)) {
            throw new IllegalArgumentException(from + " cannot give " + parts + " to " + to + " from " + share(from));
        }
        Map<Gift, Long> more = new HashMap<>(given);
        more.merge(new Gift(from, to), parts, Long::sum);
        return new ShareLedger(regions, more);
    }

    /** What both know. */
    public ShareLedger merge(ShareLedger other) {
        if (!regions.equals(other.regions)) {
            throw new IllegalArgumentException("Ledgers of different regions: " + regions + " and " + other.regions);
        }
        Map<Gift, Long> more = new HashMap<>(given);
        other.given.forEach((gift, parts) -> more.merge(gift, parts, Math::max));
        return new ShareLedger(regions, more);
    }

    /** The other regions. */
    public List<String> others(String self) {
        List<String> others = new ArrayList<>(regions);
        others.remove(self);
        return others;
    }
}
