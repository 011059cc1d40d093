package io.peakday.sale;

import io.peakday.engines.Database;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Claims on their way through the checkout, in the checkout's own transactions.
 *
 * <p><b>Locks.</b> Whoever begins or ends a payment locks claims only, in the order of their keys; whoever pays locks the
 * counters of the sales first, in the order of their ids, as claiming and expiring do. Nobody who has a claim's lock waits for a
 * counter, so nobody waits in a circle.
 */
final class ClaimPayments {
    private static final String BEGIN = """
            with payment as (
                select * from unnest(?::uuid[], ?::uuid[], ?::uuid[]) as p (sale_id, customer_id, checkout_id)
            ), held as materialized (
                select c.sale_id, c.customer_id, c.turn, p.checkout_id
                from sale.claim c join payment p on c.sale_id = p.sale_id and c.customer_id = p.customer_id
                where c.state = 'HELD'
                order by c.sale_id, c.customer_id, c.turn for update of c
            )
            update sale.claim c set checkout_id = h.checkout_id, pay_until = clock_timestamp() + ? * interval '1 second'
            from held h
            where c.sale_id = h.sale_id and c.customer_id = h.customer_id and c.turn = h.turn and c.state = 'HELD'
                and greatest(c.hold_until, c.pay_until) > clock_timestamp()
            returning c.sale_id, c.customer_id, c.checkout_id, c.quantity""";

    private static final String END = """
            with held as materialized (
                select sale_id, customer_id, turn from sale.claim
                where checkout_id = ? and state = 'HELD' order by sale_id, customer_id, turn for update
            )
            update sale.claim c set checkout_id = null, pay_until = null from held h
            where c.sale_id = h.sale_id and c.customer_id = h.customer_id and c.turn = h.turn""";

    /** The last claim of each: held, or expired under just this checkout, whose money came late. */
    private static final String LAST = """
            select distinct on (c.sale_id, c.customer_id)
                c.sale_id, c.customer_id, c.turn, c.quantity, c.state, c.checkout_id, c.order_id
            from sale.claim c join unnest(?::uuid[], ?::uuid[]) as p (sale_id, customer_id) using (sale_id, customer_id)
            order by c.sale_id, c.customer_id, c.turn desc""";

    private static final String SELL = """
            update sale.claim c set state = 'SOLD', order_id = p.order_id, checkout_id = p.order_id
            from unnest(?::uuid[], ?::uuid[], ?::int[], ?::uuid[]) as p (sale_id, customer_id, turn, order_id)
            where c.sale_id = p.sale_id and c.customer_id = p.customer_id and c.turn = p.turn""";

    private final Database database;

    ClaimPayments(Database database) {
        this.database = database;
    }

    private record Key(UUID saleId, UUID customerId) {
        static Key of(ClaimPayment payment) {
            return new Key(payment.saleId(), payment.customerId());
        }
    }

    private record Last(int attempt, int quantity, String state, UUID checkoutId, UUID orderId) {}

    /** How many units are held for each; those that hold nothing are missing. */
    Map<ClaimPayment, Integer> begin(Collection<ClaimPayment> payments, Duration atMost) {
        if (payments.isEmpty()) {
            return Map.of();
        }
        return database.connection(tx -> {
            Map<ClaimPayment, Integer> held = new HashMap<>();
            try (PreparedStatement begin = tx.prepareStatement(BEGIN)) {
                keys(tx, begin, payments);
                begin.setArray(3, checkouts(tx, payments));
                begin.setLong(4, atMost.toSeconds());
                try (ResultSet row = begin.executeQuery()) {
                    while (row.next()) {
                        held.put(
                                new ClaimPayment(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, UUID.class)),
                                row.getInt(4));
                    }
                }
                return held;
            }
        });
    }

    void end(UUID checkoutId) {
        database.sql().sql(END).param(checkoutId).update();
    }

    /** In the caller's transaction; outcomes in the order of the payments, each claim at most once among them. */
    List<PayOutcome> pay(List<ClaimPayment> payments) {
        if (payments.isEmpty()) {
            return List.of();
        }
        return database.transact(() -> database.connection(tx -> pay(tx, payments)));
    }

    private static List<PayOutcome> pay(Connection tx, List<ClaimPayment> payments) throws SQLException {
        Map<UUID, Integer> available = lockCounters(tx, payments);
        Map<Key, Last> last = last(tx, payments);
        Sold sold = new Sold();
        List<PayOutcome> outcomes = new ArrayList<>(payments.size());
        for (ClaimPayment payment : payments) {
            Last claim = last.get(Key.of(payment));
            if (claim != null && claim.state().equals("HELD")) {
                sold.add(payment, claim, 0, claim.quantity());
                outcomes.add(new PayOutcome.Sold(claim.quantity()));
            } else if (claim != null && claim.state().equals("SOLD")) {
                outcomes.add(new PayOutcome.AlreadySold(claim.orderId()));
            } else if (claim != null
                    && payment.checkoutId().equals(claim.checkoutId())
                    && available.getOrDefault(payment.saleId(), 0) >= claim.quantity()) {
                available.merge(payment.saleId(), -claim.quantity(), Integer::sum);
                sold.add(payment, claim, claim.quantity(), 0);
                outcomes.add(new PayOutcome.Sold(claim.quantity()));
            } else {
                outcomes.add(new PayOutcome.NotHeld());
            }
        }
        sold.write(tx);
        return outcomes;
    }

    private static Map<UUID, Integer> lockCounters(Connection tx, List<ClaimPayment> payments) throws SQLException {
        Map<UUID, Integer> available = new HashMap<>();
        try (PreparedStatement lock = tx.prepareStatement(
                "select sale_id, available from sale.counter where sale_id = any(?) order by sale_id for update")) {
            lock.setArray(
                    1,
                    SaleRows.uuids(
                            tx, payments.stream().map(ClaimPayment::saleId).toList()));
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    available.put(row.getObject(1, UUID.class), row.getInt(2));
                }
            }
        }
        return available;
    }

    private static Map<Key, Last> last(Connection tx, List<ClaimPayment> payments) throws SQLException {
        Map<Key, Last> last = new HashMap<>();
        try (PreparedStatement select = tx.prepareStatement(LAST)) {
            keys(tx, select, payments);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last.put(
                            new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                            new Last(
                                    row.getInt(3),
                                    row.getInt(4),
                                    row.getString(5),
                                    row.getObject(6, UUID.class),
                                    row.getObject(7, UUID.class)));
                }
            }
        }
        return last;
    }

    /** What is written in the end: the claims, and what they take from the counters. */
    private static final class Sold {
        private final List<ClaimPayment> payments = new ArrayList<>();
        private final List<Integer> attempts = new ArrayList<>();
        private final Map<UUID, Taken> taken = new HashMap<>();

        /** Of one sale; {@code late} counts claims that had expired and are taken again. */
        private static final class Taken {
            private int fromAvailable;
            private int fromHeld;
            private int claims;
            private int late;
        }

        void add(ClaimPayment payment, Last claim, int fromAvailable, int fromHeld) {
            payments.add(payment);
            attempts.add(claim.attempt());
            Taken ofSale = taken.computeIfAbsent(payment.saleId(), sale -> new Taken());
            ofSale.fromAvailable += fromAvailable;
            ofSale.fromHeld += fromHeld;
            ofSale.claims++;
            ofSale.late += fromAvailable > 0 ? 1 : 0;
        }

        void write(Connection tx) throws SQLException {
            if (payments.isEmpty()) {
                return;
            }
            try (PreparedStatement sell = tx.prepareStatement(SELL)) {
                keys(tx, sell, payments);
                sell.setArray(3, tx.createArrayOf("int4", attempts.toArray()));
                sell.setArray(4, checkouts(tx, payments));
                sell.executeUpdate();
            }
            try (PreparedStatement take = tx.prepareStatement("""
                    update sale.counter set available = available - ?, held = held - ?, sold = sold + ?,
                        sold_claims = sold_claims + ?, ended_claims = ended_claims - ?
                    where sale_id = ?""")) {
                for (Map.Entry<UUID, Taken> one : taken.entrySet()) {
                    Taken ofSale = one.getValue();
                    take.setInt(1, ofSale.fromAvailable);
                    take.setInt(2, ofSale.fromHeld);
                    take.setInt(3, ofSale.fromAvailable + ofSale.fromHeld);
                    take.setInt(4, ofSale.claims);
                    take.setInt(5, ofSale.late);
                    take.setObject(6, one.getKey());
                    take.addBatch();
                }
                take.executeBatch();
            }
        }
    }

    private static void keys(Connection tx, PreparedStatement statement, Collection<ClaimPayment> payments)
            throws SQLException {
        statement.setArray(
                1,
                SaleRows.uuids(tx, payments.stream().map(ClaimPayment::saleId).toList()));
        statement.setArray(
                2,
                SaleRows.uuids(
                        tx, payments.stream().map(ClaimPayment::customerId).toList()));
    }

    private static Array checkouts(Connection tx, Collection<ClaimPayment> payments) throws SQLException {
        return SaleRows.uuids(
                tx, payments.stream().map(ClaimPayment::checkoutId).toList());
    }
}
