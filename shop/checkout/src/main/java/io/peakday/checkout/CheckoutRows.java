package io.peakday.checkout;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.orders.OrderJson;
import io.peakday.orders.OrdersSettings;
import io.peakday.payments.DeclineCode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of checkouts; every change of state is guarded by the states it may come from. Which are due, and until when they
 * may be paid, is decided by the database's clock, which all nodes share; when they were made and changed is for people.
 */
final class CheckoutRows {
    private static final String LIVE = "('PREPARED', 'CHALLENGED', 'PENDING')";
    private static final String INSERT = """
            insert into orders.checkout (id, cart_id, customer_id, email, state, frozen, deadline, due_at, created_at, updated_at)
            select c.id, c.cart_id, c.customer_id, c.email, 'PREPARED', c.frozen,
                clock_timestamp() + make_interval(secs => ?), clock_timestamp() + make_interval(secs => ?), ?, ?
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[])
                as c (id, cart_id, customer_id, email, frozen)
            order by c.id
            returning id, deadline""";

    /** Longer than a node lets the bank take before it asks again. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** A deadline so much further ahead than any is set was set while the clock was ahead, and is over. */
    private static final Duration PUT_BACK = Duration.ofDays(1);

    private final Database database;
    private final double lease;
    private final double farAhead;
    private final double payWithin;
    private final double tooFar;

    CheckoutRows(Database database, OrdersSettings settings) {
        this.database = database;
        this.lease = SqlTime.seconds(settings.lease());
        this.farAhead = SqlTime.seconds(settings.lease().plus(LONGEST_PAUSE));
        this.payWithin = SqlTime.seconds(settings.payWithin());
        this.tooFar = SqlTime.seconds(settings.payWithin().plus(PUT_BACK));
    }

    Optional<CheckoutRow> find(UUID id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    Map<UUID, CheckoutRow> find(Collection<UUID> ids) {
        return database
                .sql()
                .sql("""
                        select *, deadline <= statement_timestamp()
                            or deadline > statement_timestamp() + make_interval(secs => ?) as late
                        from orders.checkout where id = any(?)""")
                .params(tooFar, ids.toArray(UUID[]::new))
                .query(CheckoutRows::read)
                .list()
                .stream()
                .collect(Collectors.toMap(CheckoutRow::id, Function.identity()));
    }

    /** Writes new ones down, which begin their lease now; in the order of the map. */
    List<CheckoutRow> insert(Map<CheckoutRequest, CheckoutSnapshot> agreed, Instant now) {
        return database.connection(tx -> insert(tx, agreed, now));
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

    /** A live checkout waits for the bank and is looked at again after this pause. */
    void pending(CheckoutRow checkout, Instant now, Duration pause) {
        database.sql()
                .sql("update orders.checkout set state = 'PENDING',"
                        + " due_at = clock_timestamp() + make_interval(secs => ?), updated_at = ?"
                        + " where id = ? and state in " + LIVE)
                .params(SqlTime.seconds(pause), SqlTime.of(now), checkout.id())
                .update();
    }

    /**
     * From here on it never becomes an order; who says so has a lease to free what it holds.
     *
     * @return false if it has ended already
     */
    boolean closing(UUID id, Instant now) {
        return database.sql()
                        .sql("update orders.checkout set state = 'CLOSING',"
                                + " due_at = clock_timestamp() + make_interval(secs => ?), updated_at = ?"
                                + " where id = ? and (state = 'CLOSING' or state in " + LIVE + ")")
                        .params(lease, SqlTime.of(now), id)
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
     * for long, and one that waits for a challenge not beyond its time; if it seems to be, the clock has been put back since.
     */
    List<UUID> takeDue(int most) {
        // One value for the statement, so the index finds what is due.
        return List.copyOf(database.sql()
                .sql("""
                        update orders.checkout
                        set due_at = statement_timestamp() + make_interval(secs => ?), attempts = attempts + 1
                        where id in (select id from orders.checkout
                                     where due_at <= statement_timestamp()
                                        or due_at > statement_timestamp() + make_interval(secs => ?)
                                           and state <> 'CHALLENGED'
                                        or due_at > statement_timestamp() + make_interval(secs => ?)
                                     order by due_at limit ? for update skip locked)
                        returning id""")
                .params(lease, farAhead, tooFar, most)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** Something became known about its payment: due now. */
    void wakeUp(UUID id) {
        database.sql()
                .sql("update orders.checkout set due_at = clock_timestamp() where id = ? and due_at is not null")
                .param(id)
                .update();
    }

    private List<CheckoutRow> insert(Connection tx, Map<CheckoutRequest, CheckoutSnapshot> agreed, Instant now)
            throws SQLException {
        List<CheckoutRequest> requests = List.copyOf(agreed.keySet());
        Map<UUID, Instant> deadlines = new HashMap<>();
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            insert.setDouble(1, payWithin);
            insert.setDouble(2, lease);
            insert.setObject(3, SqlTime.of(now));
            insert.setObject(4, SqlTime.of(now));
            insert.setArray(5, column(tx, "uuid", requests, CheckoutRequest::checkoutId));
            insert.setArray(6, column(tx, "uuid", requests, CheckoutRequest::cartId));
            insert.setArray(7, column(tx, "uuid", requests, CheckoutRequest::customerId));
            insert.setArray(8, column(tx, "text", requests, CheckoutRequest::email));
            insert.setArray(9, column(tx, "text", agreed.values(), OrderJson::write));
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    deadlines.put(row.getObject(1, UUID.class), SqlTime.instant(row, 2));
                }
            }
        }
        List<CheckoutRow> made = new ArrayList<>(requests.size());
        agreed.forEach((request, frozen) -> made.add(new CheckoutRow(
                request.checkoutId(),
                request.cartId(),
                request.customerId(),
                request.email(),
                CheckoutState.PREPARED,
                frozen,
                null,
                null,
                0,
                Objects.requireNonNull(deadlines.get(request.checkoutId())),
                false)));
        return made;
    }

    private static <T> Array column(
            Connection tx, String type, Collection<T> rows, Function<? super T, ? extends @Nullable Object> value)
            throws SQLException {
        return tx.createArrayOf(type, rows.stream().map(value).toArray());
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
                SqlTime.instant(row, "deadline"),
                row.getBoolean("late"));
    }
}
