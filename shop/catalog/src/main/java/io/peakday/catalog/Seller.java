package io.peakday.catalog;

import java.util.Objects;
import java.util.UUID;

/**
 * Who sells.
 *
 * @param id the seller's id
 * @param externalId the id in the system it came from, unique; the id itself where the seller was registered here
 * @param name for people, 1 to 200 characters
 */
public record Seller(UUID id, String externalId, String name) {
    public Seller {
        Objects.requireNonNull(id);
        Objects.requireNonNull(externalId);
        Objects.requireNonNull(name);
    }
}
