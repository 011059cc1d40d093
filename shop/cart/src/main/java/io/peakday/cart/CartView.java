package io.peakday.cart;

import io.peakday.kernel.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cart as its owner sees it, checked against catalogue and stock at this moment.
 *
 * @param version grows with every change of the cart
 * @param lines what is to be bought, in the order it was put in
 * @param saved what is kept for later; counts towards nothing
 * @param itemCount units in {@code lines}
 * @param subtotal of the lines that can be bought, at the prices of now
 * @param differencesTag names exactly the differences shown; hand it to {@link Carts#acknowledge}. Empty if there are none
 * @param checkoutId the checkout that has frozen the cart, in state {@code CHECKOUT}
 * @param orderId what it became, in state {@code COMPLETED}
 * @param continuedBy the cart that took over: of the customer who signed in ({@code MERGED}), or the new one after an
 *     order ({@code COMPLETED})
 */
public record CartView(
        UUID id,
        @Nullable UUID customerId,
        CartState state,
        long version,
        List<CartLine> lines,
        List<CartLine> saved,
        int itemCount,
        Money subtotal,
        String differencesTag,
        @Nullable UUID checkoutId,
        @Nullable UUID orderId,
        @Nullable UUID continuedBy) {
    public CartView {
        lines = List.copyOf(lines);
        saved = List.copyOf(saved);
    }

    /** The same cart, as it is once this checkout has frozen it; the differences stay those of the moment before. */
    CartView frozenBy(UUID checkout) {
        return new CartView(
                id,
                customerId,
                CartState.CHECKOUT,
                version + 1,
                lines,
                saved,
                itemCount,
                subtotal,
                differencesTag,
                checkout,
                orderId,
                continuedBy);
    }

    public boolean empty() {
        return lines.isEmpty();
    }

    /** Whether something has changed that the shopper has not accepted yet. */
    public boolean changed() {
        return lines.stream().anyMatch(line -> !line.differences().isEmpty());
    }
}
