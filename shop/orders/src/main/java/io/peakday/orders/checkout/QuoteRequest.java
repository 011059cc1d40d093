package io.peakday.orders.checkout;

import java.util.UUID;

/**
 * Asks what a cart would cost.
 *
 * @param country where it goes, ISO 3166-1 alpha-2
 */
public record QuoteRequest(UUID cartId, String country) {}
