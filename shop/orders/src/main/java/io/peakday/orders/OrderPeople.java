package io.peakday.orders;

import io.peakday.engines.Database;
import io.peakday.reviews.Purchase;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Whose orders they are: guests' orders claimed, and people forgotten. */
final class OrderPeople {
    private final Database database;
    private final InstantSource clock;

    OrderPeople(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    int claim(UUID customerId, String verifiedEmail) {
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

    /** Amounts, goods and country stay, as the law on book-keeping asks; name, address and e-mail go. */
    int forget(UUID customerId) {
        return database.transact(() -> {
            List<UUID> forgotten = database.sql()
                    .sql("""
                            update orders.orders
                            set email = 'erased@invalid.example', email_key = 'erased@invalid.example', name = 'Erased',
                                customer_id = null, version = version + 1,
                                document = (document::jsonb
                                    || jsonb_build_object('shipTo', jsonb_build_object('name', 'Erased', 'line1', '-',
                                           'postalCode', document::jsonb -> 'shipTo' ->> 'postalCode', 'city', '-',
                                           'region', document::jsonb -> 'shipTo' ->> 'region', 'country', country))
                                    || jsonb_build_object('billTo', jsonb_build_object('name', 'Erased', 'line1', '-',
                                           'postalCode', document::jsonb -> 'billTo' ->> 'postalCode', 'city', '-',
                                           'region', document::jsonb -> 'billTo' ->> 'region',
                                           'country', document::jsonb -> 'billTo' ->> 'country')))::text
                            where customer_id = ? and state in ('DELIVERED', 'CANCELLED', 'RETURNED', 'REFUNDED')
                            returning id""")
                    .param(customerId)
                    .query((row, n) -> row.getObject(1, UUID.class))
                    .list();
            note(forgotten, "claim", "The customer's account was deleted; what was personal is gone.");
            return forgotten.size();
        });
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
                        row.getTimestamp(3).toInstant()))
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
                .params(Timestamp.from(clock.instant()), kind, detail, orders.toArray(UUID[]::new))
                .update();
    }
}
