package io.peakday.cart;

import io.peakday.cart.CartEditor.Place;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Money;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables of carts; every method is one statement for any number of carts.
 *
 * <p><b>Locks.</b> Whoever changes a cart or its lines holds the cart's row, and carts are locked in the order of their ids.
 *
 * <p><b>Live.</b> A cart's row says until when, by the database's clock, somebody may be watching it. Only changes of watched
 * carts notify (PostgreSQL's {@code NOTIFY}, which is sent if and only if the transaction commits), so a change that nobody looks
 * at costs nothing.
 */
final class Tables {
    /** The channel of PostgreSQL's {@code NOTIFY}; the payload is the cart's id and its version. */
    static final String CHANNEL = "peakday_cart";

    private static final String COLUMNS = "select id, customer_id, state, version, lines, checkout_id, continued_by, "
            + "watched_until > clock_timestamp() from cart.cart ";

    private static final String LINE =
            "select l.cart_id, l.variant_id, l.quantity, l.saved, l.price_minor, l.currency, "
                    + "l.added_at, case when l.claimed_until > clock_timestamp() then l.sale_id end, l.claimed_until "
                    + "from cart.line l ";

    private static final String WRITE = """
            with put as (
                insert into cart.line (cart_id, variant_id, quantity, saved, price_minor, currency, added_at, sale_id,
                    claimed_until)
                select * from unnest(?::uuid[], ?::uuid[], ?::int[], ?::boolean[], ?::bigint[], ?::text[],
                    ?::timestamptz[], ?::uuid[], ?::timestamptz[])
                on conflict (cart_id, variant_id) do update set quantity = excluded.quantity, saved = excluded.saved,
                    price_minor = excluded.price_minor, currency = excluded.currency, added_at = excluded.added_at,
                    sale_id = excluded.sale_id, claimed_until = excluded.claimed_until
            ), gone as (
                delete from cart.line l using unnest(?::uuid[], ?::uuid[]) as d (cart_id, variant_id)
                where l.cart_id = d.cart_id and l.variant_id = d.variant_id
            )
            update cart.cart c set version = u.version, lines = u.lines, touched_on = ?
            from unnest(?::uuid[], ?::bigint[], ?::int[]) as u (id, version, lines)
            where c.id = u.id""";

    private final InstantSource clock;

    Tables(InstantSource clock) {
        this.clock = clock;
    }

    /** Locks the existing ones, in the order of their ids. */
    Map<UUID, CartRow> lock(Connection tx, Collection<UUID> ids) throws SQLException {
        return carts(tx, COLUMNS + "where id = any(?) order by id for no key update", ids);
    }

    Map<UUID, CartRow> read(Connection connection, Collection<UUID> ids) throws SQLException {
        return carts(connection, COLUMNS + "where id = any(?)", ids);
    }

    private static Map<UUID, CartRow> carts(Connection connection, String sql, Collection<UUID> ids)
            throws SQLException {
        Map<UUID, CartRow> carts = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, uuids(connection, ids));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    carts.put(
                            id,
                            new CartRow(
                                    id,
                                    row.getObject(2, UUID.class),
                                    CartState.valueOf(row.getString(3)),
                                    row.getLong(4),
                                    row.getInt(5),
                                    row.getObject(6, UUID.class),
                                    row.getObject(7, UUID.class),
                                    row.getBoolean(8)));
                }
            }
        }
        return carts;
    }

    /** The lines at these places. */
    Map<Place, LineRow> lines(Connection tx, Collection<Place> places) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                LINE + "join unnest(?::uuid[], ?::uuid[]) as p (cart_id, variant_id) using (cart_id, variant_id)")) {
            select.setArray(1, uuids(tx, places.stream().map(Place::cartId).toList()));
            select.setArray(2, uuids(tx, places.stream().map(Place::variantId).toList()));
            Map<Place, LineRow> found = new HashMap<>();
            rows(select).forEach(line -> found.put(new Place(line.cartId(), line.variantId()), line));
            return found;
        }
    }

    /** All lines of these carts, in the order they were put in. */
    Map<UUID, List<LineRow>> linesOf(Connection connection, Collection<UUID> carts) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(LINE + "where l.cart_id = any(?) order by l.added_at, l.variant_id")) {
            select.setArray(1, uuids(connection, carts));
            Map<UUID, List<LineRow>> found = new HashMap<>();
            rows(select)
                    .forEach(line -> found.computeIfAbsent(line.cartId(), id -> new ArrayList<>())
                            .add(line));
            return found;
        }
    }

    private static List<LineRow> rows(PreparedStatement select) throws SQLException {
        List<LineRow> lines = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                lines.add(new LineRow(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getBoolean(4),
                        Money.of(row.getLong(5), row.getString(6)),
                        SqlTime.instant(row, 7),
                        claimed(row)));
            }
        }
        return lines;
    }

    private static @Nullable Claimed claimed(ResultSet row) throws SQLException {
        UUID sale = row.getObject(8, UUID.class);
        return sale == null ? null : new Claimed(sale, SqlTime.instant(row, 9));
    }

    /** Writes what the editor changed, and notifies those who watch. */
    void write(Connection tx, CartEditor editor) throws SQLException {
        List<CartRow> carts = editor.changedCarts();
        if (carts.isEmpty()) {
            return;
        }
        Collection<LineRow> lines = editor.written().values();
        try (PreparedStatement write = tx.prepareStatement(WRITE)) {
            write.setArray(1, uuids(tx, lines.stream().map(LineRow::cartId).toList()));
            write.setArray(2, uuids(tx, lines.stream().map(LineRow::variantId).toList()));
            write.setArray(
                    3, array(tx, "int4", lines.stream().map(LineRow::quantity).toList()));
            write.setArray(
                    4, array(tx, "bool", lines.stream().map(LineRow::saved).toList()));
            write.setArray(
                    5,
                    array(
                            tx,
                            "int8",
                            lines.stream().map(line -> line.accepted().minor()).toList()));
            write.setArray(
                    6,
                    array(
                            tx,
                            "text",
                            lines.stream()
                                    .map(line -> line.accepted().currency().getCurrencyCode())
                                    .toList()));
            write.setArray(
                    7,
                    array(
                            tx,
                            "timestamptz",
                            lines.stream()
                                    .map(line -> SqlTime.of(line.addedAt()))
                                    .toList()));
            write.setArray(8, uuids(tx, lines.stream().map(Tables::saleOf).toList()));
            write.setArray(
                    9,
                    array(
                            tx,
                            "timestamptz",
                            lines.stream().map(Tables::claimedUntil).toList()));
            write.setArray(
                    10, uuids(tx, editor.removed().stream().map(Place::cartId).toList()));
            write.setArray(
                    11,
                    uuids(tx, editor.removed().stream().map(Place::variantId).toList()));
            write.setObject(12, today());
            write.setArray(13, uuids(tx, carts.stream().map(CartRow::id).toList()));
            write.setArray(
                    14, array(tx, "int8", carts.stream().map(CartRow::version).toList()));
            write.setArray(
                    15, array(tx, "int4", carts.stream().map(CartRow::lines).toList()));
            write.executeUpdate();
        }
        notifyNodes(tx, carts);
    }

    private static @Nullable UUID saleOf(LineRow line) {
        Claimed claimed = line.claimed();
        return claimed == null ? null : claimed.saleId();
    }

    private static @Nullable OffsetDateTime claimedUntil(LineRow line) {
        Claimed claimed = line.claimed();
        return claimed == null ? null : SqlTime.of(claimed.until());
    }

    /** Notifies of the carts among these that are watched. */
    static void notifyNodes(Connection tx, Collection<CartRow> carts) throws SQLException {
        List<String> payloads = carts.stream()
                .filter(CartRow::watched)
                .map(cart -> cart.id() + " " + cart.version())
                .toList();
        if (!payloads.isEmpty()) {
            try (PreparedStatement notify = tx.prepareStatement(
                    "select pg_notify('" + CHANNEL + "', payload) from unnest(?::text[]) payload")) {
                notify.setArray(1, array(tx, "text", payloads));
                notify.execute();
            }
        }
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    static Array uuids(Connection connection, Collection<? extends @Nullable UUID> ids) throws SQLException {
        return array(connection, "uuid", ids);
    }

    static Array array(Connection connection, String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
