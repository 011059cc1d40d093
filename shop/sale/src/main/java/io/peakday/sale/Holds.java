package io.peakday.sale;

import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import java.util.List;
import java.util.UUID;

/** What becomes of claims: paid in time, or back on sale. Both take the counter's lock first, as claims do. */
final class Holds {
    private final Database database;
    private final Outbox outbox;
    private final SaleRows rows;
    private final int batch;

    Holds(Database database, Outbox outbox, SaleRows rows, int batch) {
        this.database = database;
        this.outbox = outbox;
        this.rows = rows;
        this.batch = batch;
    }

    private record Lapsed(UUID customerId, int quantity) {}

    private record Held(int turn, int quantity) {}

    /** In the caller's transaction, if there is one. A hold that has ended but was not given back yet can still be paid. */
    PayOutcome pay(UUID saleId, UUID customerId, UUID orderId) {
        return database.transact(() -> {
            rows.lock(saleId);
            List<Held> held = database.sql()
                    .sql("""
                            update sale.claim set state = 'SOLD', order_id = ?
                            where sale_id = ? and customer_id = ? and state = 'HELD' returning turn, quantity""")
                    .params(orderId, saleId, customerId)
                    .query((row, n) -> new Held(row.getInt(1), row.getInt(2)))
                    .list();
            if (!held.isEmpty()) {
                int quantity = held.getFirst().quantity();
                rows.move(saleId, 0, -quantity, quantity);
                return new PayOutcome.Sold(quantity);
            }
            return database.sql()
                    .sql("""
                            select order_id from sale.claim where sale_id = ? and customer_id = ? and state = 'SOLD'
                            order by turn desc limit 1""")
                    .params(saleId, customerId)
                    .query((row, n) -> row.getObject(1, UUID.class))
                    .optional()
                    .<PayOutcome>map(PayOutcome.AlreadySold::new)
                    .orElseGet(PayOutcome.NotHeld::new);
        });
    }

    /** Gives back what was not paid in time, by the database's clock. Safe on any number of nodes. Returns how many claims. */
    int lapseDue() {
        List<UUID> sales = database.sql()
                .sql("""
                        select distinct sale_id from (
                            select sale_id from sale.claim where state = 'HELD' and hold_until <= clock_timestamp()
                            order by hold_until limit ?) due order by sale_id""")
                .param(batch)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        int all = 0;
        for (UUID sale : sales) {
            all += lapse(sale);
        }
        return all;
    }

    private int lapse(UUID saleId) {
        return database.transact(() -> {
            rows.lock(saleId);
            List<Lapsed> lapsed = database.sql()
                    .sql("""
                            update sale.claim set state = 'LAPSED' where sale_id = ? and state = 'HELD'
                                and (customer_id, turn) in (
                                    select customer_id, turn from sale.claim
                                    where sale_id = ? and state = 'HELD' and hold_until <= clock_timestamp()
                                    order by hold_until limit ?)
                            returning customer_id, quantity""")
                    .params(saleId, saleId, batch)
                    .query((row, n) -> new Lapsed(row.getObject(1, UUID.class), row.getInt(2)))
                    .list();
            int pieces = lapsed.stream().mapToInt(Lapsed::quantity).sum();
            if (pieces > 0) {
                rows.move(saleId, pieces, -pieces, 0);
                lapsed.forEach(one -> outbox.append(
                        SaleEvents.HOLD_LAPSED,
                        saleId.toString(),
                        new SaleEvents.HoldLapsed(saleId, one.customerId(), one.quantity())));
            }
            return lapsed.size();
        });
    }
}
