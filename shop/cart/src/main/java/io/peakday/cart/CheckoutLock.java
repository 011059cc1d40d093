package io.peakday.cart;

import java.util.UUID;

/** Asks to freeze a cart for a checkout. */
public record CheckoutLock(UUID cartId, CartOwner owner, UUID checkoutId) {}
