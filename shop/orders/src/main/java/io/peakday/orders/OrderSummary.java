package io.peakday.orders;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a list of orders. {@code headline} is the first line's title, {@code items} counts units, {@code tax} is what of
 * the total is tax.
 */
public record OrderSummary(
        UUID id,
        String number,
        @Nullable UUID customerId,
        String email,
        String name,
        OrderState state,
        int items,
        String headline,
        @Nullable String pictureUrl,
        String country,
        Money total,
        Money refunded,
        Instant placedAt,
        Money tax) {}
