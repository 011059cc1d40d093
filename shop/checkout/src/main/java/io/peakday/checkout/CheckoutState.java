package io.peakday.checkout;

/** Where a checkout stands. */
public enum CheckoutState {
    /** Reserved and frozen; the money is being asked for. */
    PREPARED,
    /** The card holder has to answer a challenge. */
    CHALLENGED,
    /** The bank has not answered. */
    PENDING,
    /** Being given up: what the bank holds is not yet known to be free. */
    CLOSING,
    /** An order. */
    COMPLETED,
    /** The bank refused. */
    DECLINED,
    /** Given up: not paid in time, or replaced by another checkout of the same cart. */
    ABANDONED;

    public boolean isFinal() {
        return this == COMPLETED || this == DECLINED || this == ABANDONED;
    }
}
