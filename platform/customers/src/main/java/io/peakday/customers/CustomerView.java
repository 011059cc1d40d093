package io.peakday.customers;

import java.time.Instant;
import java.util.UUID;

/**
 * A customer's account as others see it.
 *
 * @param id of the customer
 * @param email as the customer wrote it
 * @param name how the customer is addressed, 1 to 120 characters
 * @param verified whether the customer has shown that the address is theirs
 * @param createdAt when the customer registered
 * @param version grows with each change of the account; {@code "v<version>"} is its {@code ETag}, for {@code If-Match}
 */
public record CustomerView(UUID id, String email, String name, boolean verified, Instant createdAt, long version) {
    @Override
    public String toString() {
        return "customer:" + id;
    }
}
