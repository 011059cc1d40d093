package io.peakday.inventory;

import java.util.List;
import java.util.UUID;

/**
 * A reservation to be turned into a sale.
 *
 * @param parts units that were held under another reservation and become this one's first; a reservation that has only
 *     such units need not have been made before
 */
public record Confirmation(UUID reservationId, List<Part> parts) {
    public Confirmation {
        parts = List.copyOf(parts);
    }

    /** Of a reservation that was made under this id alone. */
    public static Confirmation of(UUID reservationId) {
        return new Confirmation(reservationId, List.of());
    }

    /**
     * Some of what another reservation holds.
     *
     * @param quantity 1 or more
     */
    public record Part(UUID from, UUID variantId, int quantity) {
        public Part {
            if (quantity < 1) {
                throw new IllegalArgumentException("a part of " + quantity + " units");
            }
        }
    }
}
