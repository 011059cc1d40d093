package io.peakday.cart;

import io.peakday.cart.CompleteOutcome.AlreadyCompleted;
import io.peakday.cart.CompleteOutcome.Completed;
import io.peakday.cart.CompleteOutcome.NotLocked;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Freezing carts for checkouts, and binding them to their orders.
 *
 * <p>A frozen cart cannot be edited: a payment may be under way for exactly these lines, and a change that silently ended
 * that checkout could leave a payment without an order. Only the checkout that froze it releases or completes it; who
 * wants to edit first ends that checkout (the orders' module does, by itself for those that were abandoned).
 */
final class Checkouts {
    private final Database database;
    private final Tables tables;
    private final BiFunction<Collection<CartRow>, Map<UUID, List<LineRow>>, Map<UUID, CartView>> views;
    private final InstantSource clock;

    /** @param views what the owners of carts see, by cart, made of their lines, by cart */
    Checkouts(
            Database database,
            Tables tables,
            BiFunction<Collection<CartRow>, Map<UUID, List<LineRow>>, Map<UUID, CartView>> views,
            InstantSource clock) {
        this.database = database;
        this.tables = tables;
        this.views = views;
        this.clock = clock;
    }

    private record Bound(UUID orderId, UUID nextCartId) {}

    List<LockOutcome> lock(Connection tx, List<CheckoutLock> requests) throws SQLException {
        List<UUID> ids = requests.stream().map(CheckoutLock::cartId).distinct().toList();
        Map<UUID, CartRow> carts = new HashMap<>(tables.lock(tx, ids));
        Map<UUID, List<LineRow>> lines = tables.linesOf(tx, ids);
        Map<UUID, CartView> seen = views.apply(
                carts.values().stream().filter(Checkouts::canBeBought).toList(), lines);
        List<CartRow> frozen = new ArrayList<>();
        List<LockOutcome> outcomes = new ArrayList<>(requests.size());
        for (CheckoutLock request : requests) {
            CartRow cart = carts.get(request.cartId());
            if (cart == null) {
                // Carts are forgotten in time; what became of them is not.
                Bound bound = bound(tx, List.of(request.cartId())).get(request.cartId());
                outcomes.add(
                        bound == null ? new LockOutcome.NotFound() : new LockOutcome.AlreadyCompleted(bound.orderId()));
                continue;
            }
            if (!cart.belongsTo(request.owner())) {
                outcomes.add(new LockOutcome.NotFound());
                continue;
            }
            LockOutcome outcome = decide(tx, cart, seen.get(cart.id()), request.checkoutId());
            if (outcome instanceof LockOutcome.Locked && cart.state() == CartState.OPEN) {
                CartRow after = cart.frozenBy(request.checkoutId());
                carts.put(cart.id(), after);
                frozen.add(after);
            }
            outcomes.add(outcome);
        }
        if (!frozen.isEmpty()) {
            freeze(tx, frozen);
        }
        return outcomes;
    }

    private static boolean canBeBought(CartRow cart) {
        return cart.state() == CartState.OPEN || cart.state() == CartState.CHECKOUT;
    }

    private LockOutcome decide(Connection tx, CartRow cart, @Nullable CartView seen, UUID checkoutId)
            throws SQLException {
        return switch (cart.state()) {
            case COMPLETED -> {
                Bound bound = bound(tx, List.of(cart.id())).get(cart.id());
                if (bound == null) {
                    throw new IllegalStateException("a completed cart without its order: " + cart.id());
                }
                yield new LockOutcome.AlreadyCompleted(bound.orderId());
            }
            case MERGED -> new LockOutcome.Merged(next(cart));
            case CHECKOUT -> {
                UUID holder = cart.checkoutId();
                if (holder == null || holder.equals(checkoutId)) {
                    yield new LockOutcome.Locked(frozenView(require(seen), checkoutId), true);
                }
                yield new LockOutcome.InCheckout(holder);
            }
            case OPEN -> {
                // Checked as an open cart, shown as the frozen one it is about to be.
                yield require(seen).lines().isEmpty()
                        ? new LockOutcome.Empty()
                        : new LockOutcome.Locked(frozenView(require(seen), checkoutId));
            }
        };
    }

    /** One asked for twice at once was looked at when it was still open. */
    private static CartView frozenView(CartView seen, UUID checkoutId) {
        return seen.state() == CartState.OPEN ? seen.frozenBy(checkoutId) : seen;
    }

    private static CartView require(@Nullable CartView seen) {
        if (seen == null) {
            throw new IllegalStateException("a cart that can be bought and was not looked at");
        }
        return seen;
    }

    private void freeze(Connection tx, List<CartRow> frozen) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                update cart.cart c
                set state = 'CHECKOUT', checkout_id = f.checkout_id, version = c.version + 1, touched_on = ?
                from unnest(?::uuid[], ?::uuid[]) as f (id, checkout_id) where c.id = f.id""")) {
            update.setObject(1, tables.today());
            update.setArray(2, Tables.uuids(tx, frozen.stream().map(CartRow::id).toList()));
            List<UUID> checkouts = new ArrayList<>();
            for (CartRow cart : frozen) {
                UUID checkout = cart.checkoutId();
                if (checkout != null) {
                    checkouts.add(checkout);
                }
            }
            update.setArray(3, Tables.uuids(tx, checkouts));
            update.executeUpdate();
        }
        Tables.notifyNodes(tx, frozen);
    }

    boolean unlock(Connection tx, UUID cartId, UUID checkoutId) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                update cart.cart set state = 'OPEN', checkout_id = null, version = version + 1
                where id = ? and state = 'CHECKOUT' and checkout_id = ?""")) {
            update.setObject(1, cartId);
            update.setObject(2, checkoutId);
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        Tables.notifyNodes(tx, tables.read(tx, List.of(cartId)).values());
        return true;
    }

    List<CompleteOutcome> complete(Connection tx, List<Completion> completions) throws SQLException {
        List<UUID> ids = completions.stream().map(Completion::cartId).distinct().toList();
        Map<UUID, CartRow> carts = tables.lock(tx, ids);
        Map<UUID, Bound> bound = new HashMap<>(bound(tx, ids));
        List<Completion> fresh = new ArrayList<>();
        List<CompleteOutcome> outcomes = new ArrayList<>(completions.size());
        for (Completion completion : completions) {
            CartRow cart = carts.get(completion.cartId());
            Bound before = bound.get(completion.cartId());
            if (before != null) {
                outcomes.add(new AlreadyCompleted(before.orderId(), before.nextCartId()));
            } else if (cart == null) {
                throw CartEditor.notFound();
            } else if (cart.state() != CartState.CHECKOUT
                    || !completion.checkoutId().equals(cart.checkoutId())) {
                outcomes.add(new NotLocked(cart.state()));
            } else {
                var now = new Bound(completion.orderId(), Ids.next());
                bound.put(cart.id(), now);
                fresh.add(completion);
                outcomes.add(new Completed(now.nextCartId()));
            }
        }
        if (!fresh.isEmpty()) {
            bind(tx, fresh, bound);
            Tables.notifyNodes(
                    tx,
                    tables.read(tx, fresh.stream().map(Completion::cartId).toList())
                            .values());
        }
        return outcomes;
    }

    /** In one statement: the carts become their orders; their owners get new ones, with what was saved for later. */
    private void bind(Connection tx, List<Completion> completions, Map<UUID, Bound> bound) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        List<UUID> orders = new ArrayList<>();
        List<UUID> next = new ArrayList<>();
        var distinctOrders = new HashSet<UUID>();
        for (Completion completion : completions) {
            Bound to = bound.get(completion.cartId());
            if (to != null) {
                ids.add(completion.cartId());
                orders.add(to.orderId());
                next.add(to.nextCartId());
                distinctOrders.add(to.orderId());
            }
        }
        if (distinctOrders.size() < orders.size()) {
            throw orderTaken();
        }
        run(
                tx,
                "update cart.cart c set state = 'COMPLETED', checkout_id = null, continued_by = b.next, "
                        + "version = c.version + 1 from b where c.id = b.id",
                ids,
                next);
        run(
                tx,
                "insert into cart.cart (id, customer_id, state, version, lines, touched_on) "
                        + "select b.next, c.customer_id, 'OPEN', 0, "
                        + "(select count(*) from cart.line l where l.cart_id = c.id and l.saved), c.touched_on "
                        + "from b join cart.cart c on c.id = b.id order by c.customer_id",
                ids,
                next);
        run(tx, "update cart.line l set cart_id = b.next from b where l.cart_id = b.id and l.saved", ids, next);
        run(
                tx,
                "update cart.cart c set lines = (select count(*) from cart.line l where l.cart_id = c.id) "
                        + "from b where c.id = b.id",
                ids,
                next);
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into cart.completed (cart_id, order_id, next_cart_id, completed_at)
                select b.cart_id, b.order_id, b.next, ? from unnest(?::uuid[], ?::uuid[], ?::uuid[])
                    as b (cart_id, order_id, next)
                order by b.order_id""")) {
            insert.setObject(1, SqlTime.of(clock.instant()));
            insert.setArray(2, Tables.uuids(tx, ids));
            insert.setArray(3, Tables.uuids(tx, orders));
            insert.setArray(4, Tables.uuids(tx, next));
            insert.executeUpdate();
        } catch (SQLException e) {
            if ("23505".equals(e.getSQLState())) {
                throw orderTaken();
            }
            throw e;
        }
    }

    private static void run(Connection tx, String sql, List<UUID> ids, List<UUID> next) throws SQLException {
        try (PreparedStatement statement =
                tx.prepareStatement("with b as (select * from unnest(?::uuid[], ?::uuid[]) as b (id, next)) " + sql)) {
            Array from = Tables.uuids(tx, ids);
            statement.setArray(1, from);
            statement.setArray(2, Tables.uuids(tx, next));
            statement.executeUpdate();
        }
    }

    Optional<UUID> orderOf(UUID cartId) {
        return database.connection(connection ->
                        Optional.ofNullable(bound(connection, List.of(cartId)).get(cartId)))
                .map(Bound::orderId);
    }

    private static Map<UUID, Bound> bound(Connection connection, Collection<UUID> carts) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select cart_id, order_id, next_cart_id from cart.completed where cart_id = any(?)")) {
            select.setArray(1, Tables.uuids(connection, carts));
            Map<UUID, Bound> found = new HashMap<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.put(
                            row.getObject(1, UUID.class),
                            new Bound(row.getObject(2, UUID.class), row.getObject(3, UUID.class)));
                }
            }
            return found;
        }
    }

    private static UUID next(CartRow cart) {
        UUID next = cart.continuedBy();
        if (next == null) {
            throw new IllegalStateException("a merged cart without its successor: " + cart.id());
        }
        return next;
    }

    private static Failure orderTaken() {
        return Failure.conflict("cart.order-taken", "This order was made of another cart.");
    }
}
