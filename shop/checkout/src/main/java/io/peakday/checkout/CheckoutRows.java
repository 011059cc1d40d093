package io.peakday.checkout;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.orders.OrderJson;
import io.peakday.payments.DeclineCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table of checkouts; every change of state is guarded by the states it may come from. */
final class CheckoutRows {
    private static final String LIVE = "('PREPARED', 'CHALLENGED', 'PENDING')";
    private static final String INSERT = """
            insert into orders.checkout (id, cart_id, customer_id, email, state, frozen, deadline, due_at, created_at, updated_at)
            values (?, ?, ?, ?, 'PREPARED', ?, ?, ?, ?, ?)""";

    /** Longer than a node lets the bank take before it asks again. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final Database database;

    CheckoutRows(Database database) {
        this.database = database;
    }

    Optional<CheckoutRow> find(UUID id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    Map<UUID, CheckoutRow> find(Collection<UUID> ids) {
        return database
                .sql()
                .sql("select * from orders.checkout where id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(CheckoutRows::read)
                .list()
                .stream()
                .collect(Collectors.toMap(CheckoutRow::id, Function.identity()));
    }

    void insert(List<CheckoutRow> checkouts, Instant now, Duration lease) {
        database.connection(tx -> insert(tx, checkouts, now, lease));
    }

    /** Ends the live ones among these as orders. Returns which those were. */
    Set<UUID> complete(Collection<UUID> ids, Instant now) {
        return new HashSet<>(database.sql()
                .sql("update orders.checkout set state = 'COMPLETED', frozen = null, due_at = null, updated_at = ?"
                        + " where id = any(?) and state in " + LIVE + " returning id")
                .params(SqlTime.of(now), ids.toArray(UUID[]::new))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** A live checkout waits for a challenge. */
    void challenged(CheckoutRow checkout, String url, Instant now) {
        database.sql()
                .sql(
                        "update orders.checkout set state = 'CHALLENGED', challenge_url = ?, due_at = deadline, updated_at = ?"
                                + " where id = ? and state in " + LIVE)
                .params(url, SqlTime.of(now), checkout.id())
                .update();
    }

    /** A live checkout waits for the bank and is looked at again then. */
    void pending(CheckoutRow checkout, Instant now, Instant again) {
        database.sql()
                .sql(
                        "update orders.checkout set state = 'PENDING', due_at = ?, updated_at = ? where id = ? and state in "
                                + LIVE)
                .params(SqlTime.of(again), SqlTime.of(now), checkout.id())
                .update();
    }

    /**
     * From here on it never becomes an order.
     *
     * @return false if it has ended already
     */
    boolean closing(UUID id, Instant now, Instant again) {
        return database.sql()
                        .sql("update orders.checkout set state = 'CLOSING', due_at = ?, updated_at = ?"
                                + " where id = ? and (state = 'CLOSING' or state in " + LIVE + ")")
                        .params(SqlTime.of(again), SqlTime.of(now), id)
                        .update()
                == 1;
    }

    /**
     * Ends it without an order.
     *
     * @return false if it has ended already
     */
    boolean end(UUID id, CheckoutState state, String decline, Instant now) {
        return database.sql()
                        .sql(
                                "update orders.checkout set state = ?, decline = nullif(?, ''), due_at = null, updated_at = ?"
                                        + " where id = ? and (state = 'CLOSING' or state in " + LIVE + ")")
                        .params(state.name(), decline, SqlTime.of(now), id)
                        .update()
                == 1;
    }

    /**
     * Takes checkouts that are due, for the length of a lease. One that waits for the bank, or was left by a node, is never put off
     * for long; if it seems to be, the clock has been put back since.
     */
    List<UUID> takeDue(Instant now, Duration lease, int most) {
        return List.copyOf(database.sql()
                .sql("""
                        update orders.checkout set due_at = ?, attempts = attempts + 1
                        where id in (select id from orders.checkout
                                     where due_at <= ? or due_at > ? and state <> 'CHALLENGED'
                                     order by due_at limit ? for update skip locked)
                        returning id""")
                .params(
                        SqlTime.of(now.plus(lease)),
                        SqlTime.of(now),
                        SqlTime.of(now.plus(lease).plus(LONGEST_PAUSE)),
                        most)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** Something became known about its payment: due now. */
    void wakeUp(UUID id, Instant now) {
        database.sql()
                .sql("update orders.checkout set due_at = ? where id = ? and due_at is not null")
                .params(SqlTime.of(now), id)
                .update();
    }

    private static int insert(Connection tx, List<CheckoutRow> checkouts, Instant now, Duration lease)
            throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            for (CheckoutRow checkout : checkouts) {
                insert.setObject(1, checkout.id());
                insert.setObject(2, checkout.cartId());
                insert.setObject(3, checkout.customerId());
                insert.setString(4, checkout.email());
                insert.setString(5, OrderJson.write(checkout.agreed()));
                insert.setObject(6, SqlTime.of(checkout.deadline()));
                insert.setObject(7, SqlTime.of(now.plus(lease)));
                insert.setObject(8, SqlTime.of(now));
                insert.setObject(9, SqlTime.of(now));
                insert.addBatch();
            }
            return insert.executeBatch().length;
        }
    }

    private static CheckoutRow read(ResultSet row, int n) throws SQLException {
        String decline = row.getString("decline");
        String frozen = row.getString("frozen");
        return new CheckoutRow(
                row.getObject("id", UUID.class),
                row.getObject("cart_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("email"),
                CheckoutState.valueOf(row.getString("state")),
                frozen == null ? null : OrderJson.read(frozen, CheckoutSnapshot.class),
                row.getString("challenge_url"),
                decline == null ? null : DeclineCode.valueOf(decline),
                row.getInt("attempts"),
                SqlTime.instant(row, "deadline"));
    }
}
