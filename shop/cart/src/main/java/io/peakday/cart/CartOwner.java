package io.peakday.cart;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a cart is touched. A guest's cart belongs to whoever knows its id; a customer's cart only to that
 * customer.
 *
 * @param customerId {@code null} for a guest
 */
public record CartOwner(@Nullable UUID customerId) {
    private static final CartOwner GUEST = new CartOwner(null);

    public static CartOwner guest() {
        return GUEST;
    }

    public static CartOwner customer(UUID customerId) {
        return new CartOwner(customerId);
    }
}
