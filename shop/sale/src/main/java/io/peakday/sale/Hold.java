package io.peakday.sale;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A claim that waits for its payment.
 *
 * @param price a unit
 * @param until when it is released, unless a checkout of it is under way then
 */
public record Hold(UUID saleId, UUID customerId, UUID variantId, Money price, int quantity, Instant until) {}
