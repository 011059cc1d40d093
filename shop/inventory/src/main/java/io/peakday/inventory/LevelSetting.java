package io.peakday.inventory;

import io.peakday.kernel.Checks;
import java.util.Objects;
import java.util.UUID;

/**
 * The counted number of units of a variant at a location.
 *
 * @param variantId the variant
 * @param locationId where it was counted
 * @param onHand units that lie there, reserved ones included, 0 to 100,000,000
 */
public record LevelSetting(UUID variantId, UUID locationId, int onHand) {
    /** The most units of one variant at one location. */
    public static final int MAX_ON_HAND = 100_000_000;

    public LevelSetting {
        Objects.requireNonNull(variantId, "variantId");
        Objects.requireNonNull(locationId, "locationId");
        new Checks()
                .range("onHand", onHand, 0, MAX_ON_HAND)
                .orThrow("inventory.bad-level", "This level cannot be set.");
    }
}
