package io.peakday.cart;

import java.util.Optional;
import java.util.UUID;

/**
 * The carts. Every change is durable when its method returns; changes of one line are absolute ({@link #put}) and may be
 * repeated, or relative ({@link #add}).
 *
 * <p>A cart that does not exist, or belongs to somebody else, is {@code cart.not-found} everywhere: an id tells a
 * stranger nothing.
 */
public final class Carts {
    Carts() {}

    /** A new cart for a guest; for a customer the open one there is, or a new one. */
    public UUID create(CartOwner owner) {
        throw new UnsupportedOperationException();
    }

    /** The customer's open cart, if there is one. */
    public Optional<UUID> current(UUID customerId) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #view}, or nothing where there is no such cart of this owner. */
    public Optional<CartView> find(UUID cartId, CartOwner owner) {
        throw new UnsupportedOperationException();
    }

    /**
     * The cart, checked against catalogue and stock.
     *
     * @throws io.peakday.kernel.Failure {@code cart.not-found}
     */
    public CartView view(UUID cartId, CartOwner owner) {
        throw new UnsupportedOperationException();
    }

    /** Pieces to be bought, for the badge in the header; 0 where there is no such cart. */
    public int itemCount(UUID cartId, CartOwner owner) {
        throw new UnsupportedOperationException();
    }

    /** Sets the line to this quantity, making it if there is none; 0 removes it. Repeating changes nothing. */
    public EditOutcome put(UUID cartId, CartOwner owner, UUID variantId, int quantity) {
        throw new UnsupportedOperationException();
    }

    /** Adds so many pieces to the line, making it if there is none. */
    public EditOutcome add(UUID cartId, CartOwner owner, UUID variantId, int by) {
        throw new UnsupportedOperationException();
    }

    public EditOutcome remove(UUID cartId, CartOwner owner, UUID variantId) {
        throw new UnsupportedOperationException();
    }

    /** Keeps the line for later: no longer to be bought now. */
    public EditOutcome saveForLater(UUID cartId, CartOwner owner, UUID variantId) {
        throw new UnsupportedOperationException();
    }

    /** Takes the line back from those kept for later. */
    public EditOutcome moveToCart(UUID cartId, CartOwner owner, UUID variantId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Accepts the differences the shopper was shown.
     *
     * @param differencesTag of the view that showed them
     */
    public AcknowledgeOutcome acknowledge(UUID cartId, CartOwner owner, String differencesTag) {
        throw new UnsupportedOperationException();
    }

    /** Brings a guest's cart along at sign-in: quantities are added up, within the limits, once. */
    public MergeOutcome merge(UUID guestCartId, UUID customerId) {
        throw new UnsupportedOperationException();
    }

    /** Freezes the cart for this checkout; repeating with the same checkout is the same. Joins the caller's transaction. */
    public LockOutcome lockForCheckout(UUID cartId, CartOwner owner, UUID checkoutId) {
        throw new UnsupportedOperationException();
    }

    /** Gives the cart back to its owner if this checkout holds it. Returns whether it did. */
    public boolean unlock(UUID cartId, UUID checkoutId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Binds the cart to its order for ever, and opens a new one for its owner. Joins the caller's transaction.
     *
     * @throws io.peakday.kernel.Failure {@code cart.order-taken} if the order was made of another cart
     */
    public CompleteOutcome complete(UUID cartId, UUID checkoutId, UUID orderId) {
        throw new UnsupportedOperationException();
    }

    /** The order this cart became, if it did. */
    public Optional<UUID> orderOf(UUID cartId) {
        throw new UnsupportedOperationException();
    }
}
