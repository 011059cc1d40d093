package io.peakday.cart;

import java.util.UUID;

/** Asks to bind a cart, frozen by this checkout, to its order. */
public record Completion(UUID cartId, UUID checkoutId, UUID orderId) {}
