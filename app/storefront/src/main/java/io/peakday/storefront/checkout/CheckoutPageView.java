package io.peakday.storefront.checkout;

import io.peakday.kernel.Money;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Form;
import io.peakday.ui.Link;
import io.peakday.ui.Picture;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one page of checkout.
 *
 * @param checkoutId made when the page was first shown, so that pressing twice buys once
 * @param customer who is signed in; null for a guest
 * @param addresses from the customer's address book, to start from
 * @param countries where we deliver to: code as address, name as label
 * @param methods ways to travel to the chosen country; empty where we do not deliver to it
 * @param card a card that was accepted already, so that it need not be typed again; null for none
 * @param notice what became of the last attempt; null for nothing
 * @param expected the total shown, to be agreed to; in minor units, empty while it is not known
 * @param payable whether anybody takes payments in this store
 * @param testCards numbers to try in a store whose payments are a sandbox; empty in a real one
 */
public record CheckoutPageView(
        Shell shell,
        UUID checkoutId,
        Form form,
        @Nullable String customer,
        List<Saved> addresses,
        List<Link> countries,
        List<Method> methods,
        @Nullable Card card,
        @Nullable Notice notice,
        Bill bill,
        String expected,
        boolean payable,
        List<TestCard> testCards) {

    /** The entry of the address book that the fields were filled from; empty: none. */
    public String savedShown() {
        return addresses.stream()
                .filter(Saved::selected)
                .map(Saved::id)
                .findFirst()
                .orElse("");
    }

    /** An entry of the address book. */
    public record Saved(String id, String label, boolean selected) {}

    /** A way to travel. */
    public record Method(String code, String name, String when, String price, boolean selected) {}

    /** A card that stands behind a token. */
    public record Card(String token, String label) {}

    /** A sentence above the form, with details. */
    public record Notice(String kind, String title, List<String> details) {}

    /** A card number that makes the sandbox do something. */
    public record TestCard(String number, String what) {}

    /** What is bought and what it costs. */
    public record Bill(
            List<Item> items,
            int count,
            Money goods,
            @Nullable Money shipping,
            Money total,
            List<Tax> taxes,
            @Nullable String taxNote) {}

    /** A line of the bill. */
    public record Item(Picture picture, String title, String options, int quantity, Money total) {}

    /** The tax that is part of the total. */
    public record Tax(String label, Money amount) {}
}
