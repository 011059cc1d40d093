package io.peakday.cart;

import io.peakday.cart.EditOutcome.Edited;
import io.peakday.cart.EditOutcome.Full;
import io.peakday.cart.EditOutcome.InSale;
import io.peakday.cart.EditOutcome.NoSuchLine;
import io.peakday.cart.EditOutcome.NotSold;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some carts and lines as read under lock, and what a sequence of edits makes of them: values in, values out, no database.
 * What changed is written afterwards, all at once.
 */
final class CartEditor {
    /** Where a line lies. */
    record Place(UUID cartId, UUID variantId) {}

    private final int maxLines;
    private final int maxQuantity;
    private final Map<UUID, CartRow> carts;
    private final Map<Place, LineRow> lines;
    private final Set<UUID> changedCarts = new LinkedHashSet<>();
    private final Map<Place, LineRow> written = new LinkedHashMap<>();
    private final Set<Place> removed = new LinkedHashSet<>();

    /** @param lines at least those that will be edited */
    CartEditor(CartSettings settings, Map<UUID, CartRow> carts, Map<Place, LineRow> lines) {
        this.maxLines = settings.maxLines();
        this.maxQuantity = settings.maxQuantity();
        this.carts = new HashMap<>(carts);
        this.lines = new HashMap<>(lines);
    }

    /** Never an exception, which would fail those who share the group. */
    Answer apply(Edit edit) {
        CartRow cart = carts.get(edit.cartId());
        boolean theirs = cart != null
                && cart.belongsTo(edit.owner())
                && (edit.kind() != Edit.Kind.CLAIM || cart.customerId() != null);
        return cart == null || !theirs ? Answer.NOT_FOUND : new Answer(apply(cart, edit), false);
    }

    /** The answer to an edit that was done before: how the line stands now. */
    Answer repeated(Edit edit) {
        CartRow cart = carts.get(edit.cartId());
        if (cart == null || !cart.belongsTo(edit.owner())) {
            return Answer.NOT_FOUND;
        }
        LineRow line = lines.get(new Place(edit.cartId(), edit.variantId()));
        return new Answer(new Edited(cart.version(), line == null ? 0 : line.quantity(), false, cart.lines()), true);
    }

    private EditOutcome apply(CartRow cart, Edit edit) {
        EditOutcome refusal = cart.refusal();
        if (refusal != null) {
            return refusal;
        }
        LineRow line = lines.get(new Place(edit.cartId(), edit.variantId()));
        return switch (edit.kind()) {
            case PUT -> edit.quantity() == 0 ? remove(cart, line) : set(cart, line, edit, edit.quantity());
            case ADD -> set(cart, line, edit, (line == null || line.saved() ? 0L : line.quantity()) + edit.quantity());
            case REMOVE -> remove(cart, line);
            case CLAIM -> claim(cart, line, edit);
            case SAVE -> keep(cart, line, edit, true);
            case UNSAVE -> keep(cart, line, edit, false);
        };
    }

    private EditOutcome set(CartRow cart, @Nullable LineRow line, Edit edit, long wanted) {
        Money price = edit.price();
        if (price == null) {
            return new NotSold(edit.variantId());
        }
        int quantity = (int) Math.min(wanted, maxQuantity);
        boolean capped = quantity < wanted;
        if (line == null) {
            if (cart.lines() >= maxLines) {
                return new Full(maxLines);
            }
            return write(
                    cart, new LineRow(cart.id(), edit.variantId(), quantity, false, price, edit.at(), null), capped, 1);
        }
        if (line.claimed() != null && line.quantity() != wanted) {
            return new InSale(line.quantity());
        }
        if (line.quantity() == quantity && !line.saved()) {
            return new Edited(cart.version(), quantity, capped, cart.lines());
        }
        return write(cart, line.withQuantity(quantity).withSaved(false), capped, 0);
    }

    /** A claim takes the place of what the line was before. */
    private EditOutcome claim(CartRow cart, @Nullable LineRow line, Edit edit) {
        Money price = edit.price();
        Claimed claimed = edit.claimed();
        if (price == null || claimed == null) {
            return new NotSold(edit.variantId());
        }
        if (line == null && cart.lines() >= maxLines) {
            return new Full(maxLines);
        }
        LineRow before = line == null
                ? new LineRow(cart.id(), edit.variantId(), edit.quantity(), false, price, edit.at(), null)
                : line;
        LineRow after = before.claimed(edit.quantity(), price, claimed);
        return after.equals(line)
                ? new Edited(cart.version(), edit.quantity(), false, cart.lines())
                : write(cart, after, false, line == null ? 1 : 0);
    }

    private EditOutcome keep(CartRow cart, @Nullable LineRow line, Edit edit, boolean saved) {
        if (line == null) {
            return new NoSuchLine(edit.variantId());
        }
        if (line.claimed() != null) {
            return new InSale(line.quantity());
        }
        if (line.saved() == saved) {
            return new Edited(cart.version(), line.quantity(), false, cart.lines());
        }
        return write(cart, line.withSaved(saved), false, 0);
    }

    private EditOutcome remove(CartRow cart, @Nullable LineRow line) {
        if (line == null) {
            return new Edited(cart.version(), 0, false, cart.lines());
        }
        Place place = new Place(cart.id(), line.variantId());
        lines.remove(place);
        written.remove(place);
        removed.add(place);
        CartRow after = changed(cart, cart.lines() - 1);
        return new Edited(after.version(), 0, false, after.lines());
    }

    private Edited write(CartRow cart, LineRow line, boolean capped, int more) {
        put(line);
        CartRow after = changed(cart, cart.lines() + more);
        return new Edited(after.version(), line.quantity(), capped, after.lines());
    }

    private void put(LineRow line) {
        Place place = new Place(line.cartId(), line.variantId());
        lines.put(place, line);
        removed.remove(place);
        written.put(place, line);
    }

    private CartRow changed(CartRow cart, int lineCount) {
        CartRow after = cart.edited(lineCount);
        carts.put(cart.id(), after);
        changedCarts.add(cart.id());
        return after;
    }

    /** Makes of the lines what the shopper was shown: prices of now, no more than there is, the unavailable kept for later. */
    void accept(CartRow cart, List<LineRow> rows, CartView shown) {
        Map<UUID, LineRow> byVariant = new HashMap<>();
        rows.forEach(row -> byVariant.put(row.variantId(), row));
        for (CartLine line : shown.lines()) {
            LineRow row = byVariant.get(line.variantId());
            if (row == null || line.differences().isEmpty()) {
                continue;
            }
            for (Difference difference : line.differences()) {
                row = switch (difference) {
                    case Difference.PriceUp up -> row.withAccepted(up.to());
                    case Difference.PriceDown down -> row.withAccepted(down.to());
                    case Difference.OnlyLeft left -> row.withQuantity(left.left());
                    case Difference.NoLongerAvailable() -> row.withSaved(true);
                };
            }
            put(row);
        }
        changed(cart, cart.lines());
    }

    /**
     * Brings a guest's line into a customer's cart. Units are added up. A line that one of them wants to buy now is to be
     * bought now; what the other has saved of it for later does not count then. A line that was claimed in a sale stays as it
     * is.
     *
     * @return whether a limit cut something
     */
    boolean bring(LineRow guests, UUID cartId) {
        CartRow cart = carts.get(cartId);
        if (cart == null) {
            throw notFound();
        }
        LineRow own = lines.get(new Place(cartId, guests.variantId()));
        if (own == null) {
            if (cart.lines() >= maxLines) {
                return true;
            }
            write(
                    cart,
                    guests.withQuantity(Math.min(guests.quantity(), maxQuantity))
                            .in(cartId),
                    false,
                    1);
            return guests.quantity() > maxQuantity;
        }
        if (own.claimed() != null) {
            return true;
        }
        if (guests.saved() && !own.saved()) {
            return false;
        }
        long sum = own.saved() && !guests.saved() ? guests.quantity() : (long) own.quantity() + guests.quantity();
        int quantity = (int) Math.min(sum, maxQuantity);
        write(cart, own.withQuantity(quantity).withSaved(own.saved() && guests.saved()), false, 0);
        return quantity < sum;
    }

    /** The carts that were changed, as they are now. */
    List<CartRow> changedCarts() {
        List<CartRow> rows = new ArrayList<>(changedCarts.size());
        for (UUID id : changedCarts) {
            CartRow row = carts.get(id);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    Map<Place, LineRow> written() {
        return written;
    }

    Set<Place> removed() {
        return removed;
    }

    static Failure notFound() {
        return Failure.notFound("cart.not-found", "There is no such cart.");
    }
}
