package io.peakday.cart;

import java.time.Instant;
import java.util.UUID;

/**
 * Where the units of a line were claimed.
 *
 * @param saleId the sale
 * @param until when they are released unless they are bought; from then on the line is an ordinary one
 */
public record Claimed(UUID saleId, Instant until) {}
