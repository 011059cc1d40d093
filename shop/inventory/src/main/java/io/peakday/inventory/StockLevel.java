package io.peakday.inventory;

import java.util.UUID;

/**
 * What there is of one variant, summed over all locations.
 *
 * @param variantId the variant's id
 * @param onHand units that lie on shelves
 * @param reserved units of those that somebody has a claim on
 * @param available units that can still be promised: {@code onHand - reserved} at the active locations, never negative
 */
public record StockLevel(UUID variantId, int onHand, int reserved, int available) {
    /** The level of a variant that was never stocked. */
    public static StockLevel none(UUID variantId) {
        return new StockLevel(variantId, 0, 0, 0);
    }
}
