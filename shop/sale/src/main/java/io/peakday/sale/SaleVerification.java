package io.peakday.sale;

import io.peakday.engines.Database;
import io.peakday.inventory.Allotment;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.ReservationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Recomputes every counter from the claims, and looks for customers with more than they may: one statement, one moment. Then
 * asks the stock whether it holds what is not sold yet, sale by sale.
 */
final class SaleVerification {
    private static final String COMPARE = """
            with by_customer as (
                select sale_id, customer_id, count(*) as claims,
                    coalesce(sum(quantity) filter (where state = 'HELD'), 0) as held,
                    coalesce(sum(quantity) filter (where state = 'SOLD'), 0) as sold,
                    count(*) filter (where state = 'HELD') as holds
                from sale.claim group by sale_id, customer_id
            ), by_sale as (
                select s.id, s.set_aside, s.per_customer, c.available, c.held, c.sold, c.returned,
                    coalesce(sum(b.claims), 0) as claims, coalesce(sum(b.held), 0) as claimed,
                    coalesce(sum(b.sold), 0) as bought, coalesce(max(b.held + b.sold), 0) as most,
                    coalesce(max(b.holds), 0) as holds
                from sale.sale s join sale.counter c on c.sale_id = s.id left join by_customer b on b.sale_id = s.id
                group by s.id, c.sale_id
            )
            select b.*, r.rule, r.expected, r.found from by_sale b left join lateral (values
                ('held', claimed, held), ('sold', bought, sold), ('set-aside', set_aside, available + held + sold + returned),
                ('per-customer', least(most, per_customer), most), ('two-holds', least(holds, 1), holds))
                as r (rule, expected, found) on r.expected <> r.found
            order by b.id""";

    private static final String UNSOLD = """
            select s.id, c.available + c.held from sale.sale s join sale.counter c on c.sale_id = s.id
            where s.settled_at is null order by s.id""";

    /** Looks at a sale whose units are being sold this moment before it counts as wrong. */
    private static final int LOOKS = 20;

    private final Database database;
    private final Inventory inventory;

    SaleVerification(Database database, Inventory inventory) {
        this.database = database;
        this.inventory = inventory;
    }

    SaleReport run() {
        List<SaleReport.Difference> differences = new ArrayList<>();
        long[] counts = new long[2];
        UUID[] last = new UUID[1];
        database.sql().sql(COMPARE).query(row -> {
            UUID sale = row.getObject("id", UUID.class);
            if (!sale.equals(last[0])) {
                last[0] = sale;
                counts[0]++;
                counts[1] += row.getLong("claims");
            }
            String rule = row.getString("rule");
            if (rule != null) {
                differences.add(new SaleReport.Difference(sale, rule, row.getLong("expected"), row.getLong("found")));
            }
        });
        unsold().forEach((sale, units) -> compareStock(sale, units, differences));
        return new SaleReport(counts[0], counts[1], differences);
    }

    private Map<UUID, Long> unsold() {
        Map<UUID, Long> unsold = new TreeMap<>();
        database.sql().sql(UNSOLD).query(row -> {
            unsold.put(row.getObject(1, UUID.class), row.getLong(2));
        });
        return unsold;
    }

    /** What is unsold only ever falls, so two equal looks at it say that it was so in between as well. */
    private void compareStock(UUID sale, long units, List<SaleReport.Difference> differences) {
        long expected = units;
        for (int look = 0; look < LOOKS; look++) {
            long found = allocated(sale);
            Long after = unsold().get(sale);
            if (after == null || found == expected) {
                return;
            }
            if (after == expected) {
                differences.add(new SaleReport.Difference(sale, "stock", expected, found));
                return;
            }
            expected = after;
        }
    }

    private long allocated(UUID sale) {
        return inventory
                .reservation(sale)
                .filter(held -> held.state() == ReservationState.HELD)
                .map(held -> held.allotments().stream()
                        .mapToLong(Allotment::quantity)
                        .sum())
                .orElse(0L);
    }
}
