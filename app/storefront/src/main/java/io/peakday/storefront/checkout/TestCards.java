package io.peakday.storefront.checkout;

import io.peakday.storefront.checkout.CheckoutPageView.TestCard;
import java.util.List;

/** The sandbox's card numbers that a person may want to try, as checkout lists them. */
final class TestCards {
    static final List<TestCard> ALL = List.of(
            new TestCard("4242 4242 4242 4242", "Is accepted. Any date to come, any security code."),
            new TestCard("4000 0000 0000 3220", "Asks you to confirm with your bank."),
            new TestCard("4000 0000 0000 9995", "Is declined: not enough money."),
            new TestCard("4000 0000 0000 6207", "Is accepted, but the bank takes its time."));

    private TestCards() {}
}
