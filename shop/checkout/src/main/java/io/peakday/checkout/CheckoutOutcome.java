package io.peakday.checkout;

import io.peakday.kernel.Money;
import io.peakday.orders.Order;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a checkout, or stands between it and its order. */
public sealed interface CheckoutOutcome {
    /** The cart is an order now, and paid. */
    record Placed(Order order) implements CheckoutOutcome {}

    /** The cart was an order already; this is it. */
    record AlreadyPlaced(Order order) implements CheckoutOutcome {}

    /** The card holder must answer a challenge at this address, then call {@code resume}. */
    record ChallengeRequired(UUID checkoutId, String url) implements CheckoutOutcome {}

    /**
     * The bank refused. The reservation is released and the cart is open again; start a new checkout with another card.
     *
     * @param code stable, lower case: {@code insufficient-funds}
     * @param reason a sentence for the shopper
     */
    record Declined(UUID checkoutId, String code, String reason) implements CheckoutOutcome {}

    /** Not enough is left of these lines. Nothing was reserved, no money moved, the cart is open. */
    record OutOfStock(List<Missing> lines) implements CheckoutOutcome {}

    /** Something about the cart is not as the shopper saw it. No money moved, the cart is open. */
    record Changed(List<Difference> differences, @Nullable Money newTotal) implements CheckoutOutcome {}

    /** The bank has not answered yet. The goods stay reserved; ask {@code resume} later, or wait for the mail. */
    record PaymentPending(UUID checkoutId) implements CheckoutOutcome {}

    /** The challenge was not answered in time, or the checkout was given up: money and goods are free, the cart is open. */
    record Abandoned(UUID checkoutId) implements CheckoutOutcome {}

    /**
     * A line of which not enough is left.
     *
     * @param variantId the variant of the line
     * @param title the product's title; may be empty
     * @param wanted units wanted
     * @param available units that can be had
     */
    record Missing(UUID variantId, String title, int wanted, int available) {}

    /**
     * One difference between what the shopper saw and what is so now.
     *
     * @param variantId the variant whose price has changed; null where the whole is meant (kind {@code total})
     * @param title the product's title; {@code Total} where the whole is meant
     * @param kind {@code price} (of one unit) or {@code total} (of the order)
     * @param was the amount that the shopper saw
     * @param now the amount of now
     */
    record Difference(
            @Nullable UUID variantId,
            String title,
            String kind,
            @Nullable Money was,
            @Nullable Money now) {}
}
