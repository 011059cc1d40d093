package io.peakday.limits.region;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a region gives away, by what everybody was asked for of late. Pure: the same values give the same gifts.
 *
 * <p>Aimed at is a share in proportion to demand above a floor that everybody keeps. A region with more than that gives half of what
 * it has too much, so that late news does not make shares swing, to those that have too little, in proportion. Regions that
 * did not report lately get nothing and count with what they were last known to need.
 */
final class Rebalancing {
    /** A region gives nothing for less than this: shares that are nearly right stay. */
    private static final long WORTH_MOVING = ShareLedger.WHOLE / 100;

    /**
     * @param perSecond units asked for in a second, whether allowed or refused
     * @param receivedMillis when it last reported, in milliseconds of any one clock
     */
    public record Demand(double perSecond, long receivedMillis) {}

    /**
     * @param floor the part of the whole that every region keeps, from 0 to 1 / regions
     * @param staleMillis a region that did not report for longer gets nothing
     */
    public record Rules(double floor, long staleMillis) {}

    private Rebalancing() {}

    /**
     * What this region should give to whom, in parts; never more than it has above its floor.
     *
     * @param ledger as this region knows it
     * @param demand as this region knows it; its own among it
     */
    public static Map<String, Long> gifts(
            String self, ShareLedger ledger, Map<String, Demand> demand, long nowMillis, Rules rules) {
        List<String> regions = ledger.regions();
        double floor = Math.min(rules.floor(), 1.0 / regions.size()) * ShareLedger.WHOLE;
        double asked =
                regions.stream().mapToDouble(region -> of(demand, region)).sum();
        if (asked <= 0) {
            return Map.of();
        }
        Map<String, Double> missing = new HashMap<>();
        double toShare = ShareLedger.WHOLE - floor * regions.size();
        for (String region : regions) {
            double aim = floor + toShare * of(demand, region) / asked;
            missing.put(region, aim - ledger.share(region));
        }
        double surplus = -missing.getOrDefault(self, 0.0);
        double needed = 0;
        for (String region : ledger.others(self)) {
            needed += wanted(region, missing, demand, nowMillis, rules);
        }
        double mayGive = Math.min(surplus, ledger.share(self) - floor);
        double amount = Math.min(mayGive < 2 * WORTH_MOVING ? mayGive : mayGive / 2, needed);
        Map<String, Long> gifts = new TreeMap<>();
        if (amount >= WORTH_MOVING) {
            for (String region : ledger.others(self)) {
                double wanted = wanted(region, missing, demand, nowMillis, rules);
                long parts = (long) (amount * wanted / needed);
                if (parts > 0) {
                    gifts.put(region, parts);
                }
            }
        }
        return gifts;
    }

    private static double wanted(
            String region, Map<String, Double> missing, Map<String, Demand> demand, long nowMillis, Rules rules) {
        Demand known = demand.get(region);
        boolean current = known != null && nowMillis - known.receivedMillis() <= rules.staleMillis();
        return current ? Math.max(0, missing.getOrDefault(region, 0.0)) : 0;
    }

    private static double of(Map<String, Demand> demand, String region) {
        Demand known = demand.get(region);
        return known == null ? 0 : known.perSecond();
    }
}
