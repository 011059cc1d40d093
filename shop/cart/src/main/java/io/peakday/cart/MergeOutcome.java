package io.peakday.cart;

import java.util.UUID;

/** What came of bringing a guest's cart along at sign-in. */
public sealed interface MergeOutcome {
    /**
     * The guest's lines are in the customer's cart.
     *
     * @param capped whether a limit (lines, units a line) cut something
     */
    record Merged(UUID cartId, boolean capped) implements MergeOutcome {}

    /** They were brought before, or the guest had nothing; the customer's cart. */
    record NothingToMerge(UUID cartId) implements MergeOutcome {}

    /** One of the two is frozen by a checkout; try again when that has ended. */
    record InCheckout(UUID cartId, UUID checkoutId) implements MergeOutcome {}
}
