package io.peakday.customers;

import java.time.Instant;
import java.util.UUID;

/**
 * A customer as other modules see one.
 *
 * @param email as the customer wrote it
 * @param verified whether the customer has shown that the address is theirs
 * @param version for {@code If-Match}
 */
public record CustomerView(UUID id, String email, String name, boolean verified, Instant createdAt, long version) {
    @Override
    public String toString() {
        return "customer:" + id;
    }
}
