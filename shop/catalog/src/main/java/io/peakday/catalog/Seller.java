package io.peakday.catalog;

import java.util.Objects;
import java.util.UUID;

/**
 * Who sells.
 *
 * @param externalId unique; the id itself where the seller was registered here
 */
public record Seller(UUID id, String externalId, String name) {
    public Seller {
        Objects.requireNonNull(id);
        Objects.requireNonNull(externalId);
        Objects.requireNonNull(name);
    }
}
