package io.peakday.cart;

/** The life of a cart. */
public enum CartState {
    /** Can be changed. */
    OPEN,
    /** Frozen by a checkout until that checkout completes or releases it. */
    CHECKOUT,
    /** Became an order, permanently. */
    COMPLETED,
    /** Its lines went into the cart of the customer who signed in. */
    MERGED
}
