package io.peakday.notify.bench;

import io.peakday.commandkit.OpenStore;
import io.peakday.engines.Database;
import io.peakday.sale.bench.Confirmations;
import java.util.List;
import java.util.UUID;

/** The confirmations as they are stored. */
public final class ConfirmationRecords implements Confirmations {
    @Override
    public List<Confirmation> all(OpenStore store) {
        return store.bean(Database.class)
                .sql()
                .sql("""
                        select customer_id, state = 'FAILED' from notify.outgoing
                        where kind = 'order-confirmation' and customer_id is not null""")
                .query((row, n) -> new Confirmation(row.getObject(1, UUID.class), row.getBoolean(2)))
                .list();
    }
}
