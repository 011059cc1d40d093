package io.peakday.cart;

import io.peakday.cart.CartEditor.Place;
import io.peakday.engines.Database;
import io.peakday.kernel.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens carts, and brings a guest's cart along at sign-in. */
final class Merges {
    private final Database database;
    private final Tables tables;
    private final CartSettings settings;

    Merges(Database database, Tables tables, CartSettings settings) {
        this.database = database;
        this.tables = tables;
        this.settings = settings;
    }

    Optional<UUID> current(UUID customerId) {
        return database.sql()
                .sql("select id from cart.cart where customer_id = ? and state in ('OPEN', 'CHECKOUT')")
                .param(customerId)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /** The customer's open cart, made if there is none; of two nodes that make one at the same time, one does. */
    UUID openCart(UUID customerId) {
        // Twice is enough unless the cart found is completed between the two statements, again and again.
        for (int attempt = 0; attempt < 10; attempt++) {
            Optional<UUID> present = current(customerId);
            if (present.isPresent()) {
                return present.get();
            }
            UUID id = Ids.next();
            if (insert(id, customerId)) {
                return id;
            }
        }
        throw new IllegalStateException("the customer's carts are completed faster than they can be opened");
    }

    boolean insert(UUID id, @Nullable UUID customerId) {
        return database.sql()
                        .sql("""
                                insert into cart.cart (id, customer_id, state, version, lines, touched_on)
                                values (?, ?, 'OPEN', 0, 0, ?)
                                on conflict (customer_id) where customer_id is not null and state in ('OPEN', 'CHECKOUT')
                                do nothing""")
                        .param(1, id)
                        .param(2, customerId, Types.OTHER)
                        .param(3, tables.today())
                        .update()
                == 1;
    }

    MergeOutcome merge(Connection tx, UUID guestCartId, UUID customerId) throws SQLException {
        UUID own = openCart(customerId);
        Map<UUID, CartRow> carts = tables.lock(tx, List.of(guestCartId, own));
        CartRow guest = carts.get(guestCartId);
        CartRow customers = carts.get(own);
        if (customers == null || customers.state() == CartState.COMPLETED) {
            return merge(tx, guestCartId, customerId); // completed while we waited for its lock: there is a new one
        }
        if (guest == null || guest.customerId() != null || guest.continuedBy() != null) {
            return new MergeOutcome.NothingToMerge(own);
        }
        for (CartRow cart : List.of(guest, customers)) {
            UUID checkout = cart.checkoutId();
            if (checkout != null) {
                return new MergeOutcome.InCheckout(cart.id(), checkout);
            }
        }
        Map<UUID, List<LineRow>> lines = tables.linesOf(tx, List.of(guestCartId, own));
        Map<Place, LineRow> present = new HashMap<>();
        lines.getOrDefault(own, List.of()).forEach(line -> present.put(new Place(own, line.variantId()), line));
        CartEditor editor = new CartEditor(settings, carts, present);
        boolean capped = false;
        for (LineRow line : lines.getOrDefault(guestCartId, List.of())) {
            capped |= editor.bring(line, own);
        }
        tables.write(tx, editor);
        database.sql().sql("""
                        update cart.cart set state = 'MERGED', continued_by = ?, version = version + 1, touched_on = ?
                        where id = ?""").params(own, tables.today(), guestCartId).update();
        Tables.notifyNodes(tx, List.of(guest.edited(guest.lines())));
        return new MergeOutcome.Merged(own, capped);
    }
}
