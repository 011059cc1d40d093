package io.peakday.sale;

import io.peakday.engines.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Recomputes every counter from the claims, and looks for customers with more than they may. One statement, one moment. */
final class SaleVerification {
    private static final String COMPARE = """
            with by_customer as (
                select sale_id, customer_id, count(*) as claims,
                    coalesce(sum(quantity) filter (where state = 'HELD'), 0) as held,
                    coalesce(sum(quantity) filter (where state = 'SOLD'), 0) as sold,
                    count(*) filter (where state = 'HELD') as holds
                from sale.claim group by sale_id, customer_id
            ), by_sale as (
                select s.id, s.set_aside, s.per_customer, c.available, c.held, c.sold,
                    coalesce(sum(b.claims), 0) as claims, coalesce(sum(b.held), 0) as claimed,
                    coalesce(sum(b.sold), 0) as bought, coalesce(max(b.held + b.sold), 0) as most,
                    coalesce(max(b.holds), 0) as holds
                from sale.sale s join sale.counter c on c.sale_id = s.id left join by_customer b on b.sale_id = s.id
                group by s.id, c.sale_id
            )
            select b.*, r.rule, r.expected, r.found from by_sale b left join lateral (values
                ('held', claimed, held), ('sold', bought, sold), ('set-aside', set_aside, available + held + sold),
                ('per-customer', least(most, per_customer), most), ('two-holds', least(holds, 1), holds))
                as r (rule, expected, found) on r.expected <> r.found
            order by b.id""";

    private final Database database;

    SaleVerification(Database database) {
        this.database = database;
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
        return new SaleReport(counts[0], counts[1], differences);
    }
}
