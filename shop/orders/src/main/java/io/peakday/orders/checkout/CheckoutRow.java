package io.peakday.orders.checkout;

import io.peakday.payments.DeclineCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A checkout as the table has it. */
record CheckoutRow(
        UUID id,
        UUID cartId,
        @Nullable UUID customerId,
        String email,
        CheckoutState state,
        Frozen frozen,
        @Nullable String challengeUrl,
        @Nullable DeclineCode decline,
        int attempts,
        Instant deadline) {}
