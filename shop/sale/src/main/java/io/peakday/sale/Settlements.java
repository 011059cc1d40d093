package io.peakday.sale;

import io.peakday.engines.Database;
import io.peakday.inventory.Inventory;
import java.util.List;
import java.util.UUID;

/** The end of a sale: once nothing is held any more, what nobody bought goes back to the stock. */
final class Settlements {
    private static final int BATCH = 100;

    private final Database database;
    private final Inventory inventory;
    private final SaleRows rows;

    Settlements(Database database, Inventory inventory, SaleRows rows) {
        this.database = database;
        this.inventory = inventory;
        this.rows = rows;
    }

    /** Safe on any number of nodes. Returns how many sales. */
    int settleDue() {
        List<UUID> over = database.sql()
                .sql("""
                        select s.id from sale.sale s join sale.counter c on c.sale_id = s.id
                        where s.settled_at is null and c.held = 0
                            and (s.stopped_at is not null or s.closes_at <= statement_timestamp())
                        order by s.closes_at limit ?""")
                .param(BATCH)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        int settled = 0;
        for (UUID sale : over) {
            settled += settle(sale) ? 1 : 0;
        }
        return settled;
    }

    /** Under the counter's lock, where nothing can be claimed any more; looked at again there, for the closing may have moved. */
    private boolean settle(UUID saleId) {
        return database.transact(() -> {
            rows.lock(saleId);
            boolean mine = database.sql().sql("""
                                    update sale.sale s set settled_at = clock_timestamp(), version = version + 1
                                    from sale.counter c
                                    where s.id = ? and c.sale_id = s.id and s.settled_at is null and c.held = 0
                                        and (s.stopped_at is not null or s.closes_at <= clock_timestamp())""").param(saleId).update() == 1;
            if (mine) {
                // Once nothing is held, what became of the claims is counted: nodes of a version that did not keep
                // it may have had a part in the sale.
                database.sql().sql("""
                                update sale.counter c set returned = available, available = 0,
                                    sold_claims = n.sold, ended_claims = granted - n.sold
                                from (select count(*) as sold from sale.claim where sale_id = ? and state = 'SOLD') n
                                where c.sale_id = ?""").params(saleId, saleId).update();
                inventory.release(saleId, "the sale is over");
            }
            return mine;
        });
    }
}
