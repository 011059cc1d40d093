package io.peakday.mail.bench;

import io.peakday.engines.Database;
import java.util.List;
import java.util.UUID;

/** Which orders were confirmed by mail, for audits that compare it with what was ordered. */
public final class Confirmations {
    private Confirmations() {}

    /** One mail. */
    public record Confirmation(UUID customer, boolean failed) {}

    /** Every confirmation of an order to somebody with an account, sent, queued or failed. */
    public static List<Confirmation> all(Database database) {
        return database.sql()
                .sql("""
                        select customer_id, state = 'FAILED' from notify.outgoing
                        where kind = 'order-confirmation' and customer_id is not null""")
                .query((row, n) -> new Confirmation(row.getObject(1, UUID.class), row.getBoolean(2)))
                .list();
    }
}
