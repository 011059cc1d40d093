package io.peakday.payments;

import io.peakday.events.EventType;
import java.util.UUID;

/**
 * The events of this module: topic {@code payments}, key the payment's id. Only what nobody is waiting for is an event: an
 * answer that came later, by webhook or by the reconcile sweep. Whoever called learns it from the call itself.
 */
public final class PaymentEvents {
    public static final EventType<PaymentSettled> SETTLED =
            new EventType<>("payment.settled", 1, "payments", PaymentSettled.class);

    private PaymentEvents() {}

    /** A payment without an answer has one now; {@code state} is what it moved to. */
    public record PaymentSettled(UUID paymentId, PaymentState state) {}
}
