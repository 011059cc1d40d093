package io.peakday.payments;

import static io.peakday.payments.PaymentState.*;

import io.peakday.kernel.Failure;
import java.util.Map;
import java.util.Set;

/** Which state of a payment may follow which; everything else is refused with a {@link Failure} naming both. */
final class PaymentTransitions {
    private static final Map<PaymentState, Set<PaymentState>> LEGAL = Map.of(
            CREATED, Set.of(CHALLENGED, UNKNOWN, AUTHORIZED, DECLINED, VOIDED),
            CHALLENGED, Set.of(AUTHORIZED, DECLINED, UNKNOWN, VOIDED),
            UNKNOWN, Set.of(CHALLENGED, AUTHORIZED, DECLINED, VOIDED),
            AUTHORIZED, Set.of(CAPTURED, DECLINED, VOIDED),
            CAPTURED, Set.of(PARTLY_REFUNDED, REFUNDED),
            PARTLY_REFUNDED, Set.of(PARTLY_REFUNDED, REFUNDED),
            VOIDED, Set.of(),
            REFUNDED, Set.of(),
            DECLINED, Set.of());

    private PaymentTransitions() {}

    public static boolean legal(PaymentState from, PaymentState to) {
        return LEGAL.getOrDefault(from, Set.of()).contains(to);
    }

    /** @throws Failure {@code payments.illegal-transition}, a conflict */
    public static void require(PaymentState from, PaymentState to) {
        if (!legal(from, to)) {
            throw Failure.conflict(
                    "payments.illegal-transition", "A payment that is " + from + " cannot become " + to + ".");
        }
    }
}
