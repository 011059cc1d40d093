package io.peakday.orders;

import io.peakday.contracts.OrderClaimed;
import io.peakday.contracts.OrderEvents;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Fact;
import io.peakday.events.Outbox;
import io.peakday.events.Personal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Whose orders they are: guests' orders claimed, and what leads to nobody forgotten in time. */
final class OrderPeople {
    /** How long a caller's look-ups are counted, with the address they came from. */
    private static final Duration LOOK_UPS = Duration.ofHours(1);

    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final OrderRows rows;

    OrderPeople(Database database, Outbox outbox, InstantSource clock, OrderRows rows) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.rows = rows;
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
            if (!claimed.isEmpty()) {
                outbox.appendFacts(claimed.stream().<Fact<?>>map(this::claimed).toList());
            }
            return claimed.size();
        });
    }

    /** Read after the row was locked: what arrived before is in it, and what arrives later names the customer. */
    private Fact<OrderClaimed> claimed(UUID orderId) {
        Order order = rows.find(orderId).orElseThrow(Orders::notFound);
        return new Fact<>(
                OrderEvents.CLAIMED, orderId.toString(), new OrderClaimed(order.facts(), order.deliveredAt()));
    }

    /** Forgets callers who looked something up. Safe on any number of nodes. */
    void sweep() {
        GuestLookUps.forget(database, LOOK_UPS);
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
