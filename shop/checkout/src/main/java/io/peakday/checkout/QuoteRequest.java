package io.peakday.checkout;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks what a cart would cost.
 *
 * @param customerId whose cart it is; null for a guest's
 * @param country where it goes, ISO 3166-1 alpha-2
 * @param postalCode as far as it is known: some places have their own tax or none; null or empty for anywhere else
 */
public record QuoteRequest(
        UUID cartId,
        @Nullable UUID customerId,
        String country,
        @Nullable String postalCode) {}
