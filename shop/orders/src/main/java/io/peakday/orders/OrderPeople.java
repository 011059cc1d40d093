package io.peakday.orders;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Personal;
import io.peakday.reviews.Purchase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Whose orders they are: guests' orders claimed, and what leads to nobody forgotten in time. */
final class OrderPeople {
    /** How long a caller's look-ups are counted, with the address they came from. */
    private static final Duration LOOK_UPS = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;

    OrderPeople(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    int claim(UUID customerId, String verifiedEmail) {
        if (OrderRows.emailKey(verifiedEmail).equals(Personal.ERASED_EMAIL)) {
            return 0;
        }
        return database.transact(() -> {
            List<UUID> claimed = database.sql()
                    .sql("""
                            update orders.orders set customer_id = ?, version = version + 1
                            where email_key = ? and customer_id is null
                            returning id""")
                    .params(customerId, OrderRows.emailKey(verifiedEmail))
                    .query((row, n) -> row.getObject(1, UUID.class))
                    .list();
            note(claimed, "claim", "The guest became a customer.");
            return claimed.size();
        });
    }

    /** Forgets callers who looked something up. Safe on any number of nodes. */
    void sweep() {
        database.sql()
                .sql("delete from orders.look_up where window_start < ?")
                .param(SqlTime.of(clock.instant().minus(LOOK_UPS)))
                .update();
    }

    List<Purchase> purchases(UUID customerId) {
        return database.sql()
                .sql("""
                        select distinct on (l.product_id) l.product_id, o.id, o.delivered_at
                        from orders.orders o join orders.line l on l.order_id = o.id
                        where o.customer_id = ? and o.delivered_at is not null
                        order by l.product_id, o.delivered_at""")
                .param(customerId)
                .query((row, n) -> new Purchase(
                        customerId,
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        SqlTime.instant(row, 3)))
                .list();
    }

    private void note(List<UUID> orders, String kind, String detail) {
        if (orders.isEmpty()) {
            return;
        }
        database.sql()
                .sql("""
                        insert into orders.timeline (order_id, at, kind, actor, detail, internal)
                        select id, ?, ?, 'system', ?, true from unnest(?::uuid[]) as id""")
                .params(SqlTime.of(clock.instant()), kind, detail, orders.toArray(UUID[]::new))
                .update();
    }
}
