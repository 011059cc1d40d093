package io.peakday.cart;

import java.util.UUID;

/** What came of changing a line. */
public sealed interface EditOutcome {
    /**
     * Done, and durable.
     *
     * @param quantity of the line now; 0 if it is gone
     * @param capped whether less was taken than asked for, because of the limit a line
     * @param lines how many lines the cart has now, the saved ones included
     */
    record Edited(long version, int quantity, boolean capped, int lines) implements EditOutcome {}

    /** The cart holds as many lines as a cart may. */
    record Full(int maxLines) implements EditOutcome {}

    /** The catalogue does not sell this variant (now). */
    record NotSold(UUID variantId) implements EditOutcome {}

    /** There is no such line to save, or to take back. */
    record NoSuchLine(UUID variantId) implements EditOutcome {}

    /**
     * The line is a claim of a sale, so many units at its price: it can be bought or removed, not changed.
     *
     * @param quantity what was claimed
     */
    record InSale(int quantity) implements EditOutcome {}

    /** A checkout has frozen the cart; end it first. */
    record InCheckout(UUID checkoutId) implements EditOutcome {}

    /**
     * The cart is finished: it became an order, or was merged at sign-in.
     *
     * @param continuedBy the cart to use instead
     */
    record Closed(CartState state, UUID continuedBy) implements EditOutcome {}
}
