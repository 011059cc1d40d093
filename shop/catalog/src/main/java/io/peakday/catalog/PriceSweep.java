package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Outbox;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Announces to the other modules that a price announced earlier is in force now. Each announcement is taken by one node, in the
 * transaction that appends the event.
 */
final class PriceSweep {
    private static final int BATCH = 500;

    private final Database database;
    private final Outbox outbox;
    private final ProductRows rows;
    private final InstantSource clock;

    PriceSweep(Database database, Outbox outbox, ProductRows rows, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.rows = rows;
        this.clock = clock;
    }

    /** @return how many products have a new price */
    int run() {
        int all = 0;
        int taken;
        do {
            taken = database.transact(this::batch);
            all += taken;
        } while (taken == BATCH);
        return all;
    }

    private int batch() {
        Set<UUID> products = new LinkedHashSet<>();
        int taken = database.connection(tx -> {
            try (PreparedStatement take = tx.prepareStatement("""
                    delete from catalog.price_change
                     where (at, product_id) in (select at, product_id from catalog.price_change
                                                 where at <= ? order by at limit ? for update skip locked)
                    returning product_id""")) {
                take.setObject(1, SqlTime.of(clock.instant()));
                take.setInt(2, BATCH);
                int count = 0;
                try (ResultSet found = take.executeQuery()) {
                    for (; found.next(); count++) {
                        products.add(found.getObject(1, UUID.class));
                    }
                }
                return count;
            }
        });
        outbox.appendAll(
                CatalogEvents.PRODUCT_CHANGED,
                rows.byIds(products).stream().map(ProductWriter::event).toList());
        return taken;
    }
}
