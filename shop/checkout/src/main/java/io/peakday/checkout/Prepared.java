package io.peakday.checkout;

import io.peakday.kernel.Failure;
import io.peakday.payments.Payment;
import java.util.UUID;

/** What came of preparing a checkout. */
sealed interface Prepared {
    /** Reserved, frozen, and the payment opened. */
    record Ready(CheckoutRow checkout, Payment payment) implements Prepared {}

    /** There is a checkout of this id already. */
    record Existing(CheckoutRow checkout) implements Prepared {}

    /** Another checkout holds the cart. */
    record Busy(UUID otherCheckout) implements Prepared {}

    /** The cart is an order already. */
    record Ordered(UUID orderId) implements Prepared {}

    /** The shopper must be shown something first; nothing was kept. */
    record Refused(CheckoutOutcome outcome) implements Prepared {}

    /** This request cannot be; answered to its caller alone, so that it does not cost the others of its group anything. */
    record Failed(Failure failure) implements Prepared {}
}
