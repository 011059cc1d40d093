package io.peakday.checkout;

import io.peakday.pricing.Address;
import io.peakday.pricing.Shipping;
import io.peakday.pricing.Totals;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checkout as it stands.
 *
 * @param orderNumber once it is an order
 * @param challengeUrl while a challenge is open
 * @param deadline until when it must be paid; then it is given up
 */
public record CheckoutView(
        UUID id,
        UUID cartId,
        @Nullable UUID customerId,
        String email,
        CheckoutState state,
        Totals totals,
        Shipping shipping,
        Address shipTo,
        @Nullable String orderNumber,
        @Nullable String challengeUrl,
        Instant deadline) {}
