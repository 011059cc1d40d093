package io.peakday.inventory;

import io.peakday.kernel.Checks;
import java.util.Objects;
import java.util.UUID;

/**
 * So many units of a variant.
 *
 * @param quantity from 1 to {@value #MAX_QUANTITY}
 */
public record StockLine(UUID variantId, int quantity) {
    /** The most units one line can ask for. */
    public static final int MAX_QUANTITY = 100_000;

    public StockLine {
        Objects.requireNonNull(variantId, "variantId");
        new Checks()
                .range("quantity", quantity, 1, MAX_QUANTITY)
                .orThrow("inventory.bad-line", "This quantity cannot be reserved.");
    }
}
