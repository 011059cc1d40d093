package io.peakday.storefront.checkout;

import io.peakday.checkout.CheckoutOutcome;
import io.peakday.kernel.Money;
import io.peakday.storefront.checkout.CheckoutPageView.Notice;
import io.peakday.ui.Formats;
import java.util.ArrayList;
import java.util.List;

/** What checkout says above the form when an attempt did not end in an order. */
final class CheckoutNotices {
    static final Notice ANOTHER_ADDRESS = new Notice(
            "warn",
            "Please look at the delivery address, then pay",
            List.of("You have chosen another saved address. It is filled in now; nothing has been ordered."));

    private CheckoutNotices() {}

    static Notice changed(CheckoutOutcome.Changed changed) {
        List<String> details = new ArrayList<>();
        for (CheckoutOutcome.Difference difference : changed.differences()) {
            Money was = difference.was();
            Money now = difference.now();
            details.add(
                    was != null && now != null
                            ? difference.title() + ": " + Formats.money(now) + " instead of " + Formats.money(was)
                            : difference.title() + " cannot be bought any more");
        }
        return new Notice("warn", "Something changed. Please look at the new total, then pay.", details);
    }

    static Notice declined(CheckoutOutcome.Declined declined) {
        return new Notice(
                "bad",
                "Your card was declined",
                List.of(declined.reason(), "Nothing was charged. Please try another card."));
    }
}
