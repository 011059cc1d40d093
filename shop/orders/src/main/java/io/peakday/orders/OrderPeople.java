package io.peakday.orders;

import io.peakday.engines.Database;
import io.peakday.reviews.Purchase;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Whose orders they are: guests' orders claimed, and people forgotten. An order under way keeps what its delivery needs; the
 * wish to be forgotten is written down and waits for its end.
 */
final class OrderPeople {
    /** How long a checkout that came to nothing is kept, with the address in it. */
    private static final Duration GIVEN_UP = Duration.ofDays(30);

    /** After which nothing that was begun before the account was deleted can still become an order. */
    private static final Duration SETTLED = Duration.ofDays(1);

    private static final int BATCH = 1_000;

    private static final String ERASE = """
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
            where customer_id in (select customer_id from orders.erasure)
              and state in ('DELIVERED', 'CANCELLED', 'RETURNED', 'REFUNDED')
            returning id""";

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
            database.sql()
                    .sql("insert into orders.erasure (customer_id, asked_at) values (?, ?) on conflict do nothing")
                    .params(customerId, Timestamp.from(clock.instant()))
                    .update();
            return erase();
        });
    }

    /** Forgets what has ended since it was asked for, and old checkouts that came to nothing. Safe on any number of nodes. */
    int sweep() {
        Instant now = clock.instant();
        int forgotten = database.transact(this::erase);
        database.sql().sql("""
                        delete from orders.erasure e
                        where asked_at < ?
                          and not exists (select from orders.orders o where o.customer_id = e.customer_id)
                          and not exists (select from orders.checkout c
                                          where c.due_at is not null and c.customer_id = e.customer_id)""").param(Timestamp.from(now.minus(SETTLED))).update();
        while (forgetCheckouts(now.minus(GIVEN_UP)) == BATCH) {
            // The next batch.
        }
        return forgotten;
    }

    private int erase() {
        List<UUID> forgotten = database.sql()
                .sql(ERASE)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        database.sql()
                .sql("update orders.checkout set email = 'erased@invalid.example' where id = any(?)")
                .param(forgotten.toArray(UUID[]::new))
                .update();
        note(forgotten, "claim", "The customer's account was deleted; what was personal is gone.");
        return forgotten.size();
    }

    private int forgetCheckouts(Instant before) {
        return database.sql().sql("""
                        delete from orders.checkout where id in (
                            select id from orders.checkout
                            where updated_at < ? and state in ('DECLINED', 'ABANDONED')
                            order by updated_at limit ? for update skip locked)""").params(Timestamp.from(before), BATCH).update();
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
