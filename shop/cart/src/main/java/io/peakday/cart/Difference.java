package io.peakday.cart;

import io.peakday.kernel.Money;

/** What has changed about a line since the shopper last saw and accepted it. */
public sealed interface Difference {
    record PriceUp(Money from, Money to) implements Difference {}

    record PriceDown(Money from, Money to) implements Difference {}

    /** Cannot be bought any more (withdrawn or sold out); the line does not count towards the total. */
    record NoLongerAvailable() implements Difference {}

    /**
     * Fewer than wanted are left.
     *
     * @param left at least 1
     */
    record OnlyLeft(int left) implements Difference {}
}
