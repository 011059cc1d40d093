package io.peakday.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** A member of staff. */
public record StaffView(
        UUID id, String email, String name, Set<Role> roles, boolean active, Instant createdAt, long version) {
    public StaffView {
        roles = Set.copyOf(roles);
    }

    @Override
    public String toString() {
        return "staff:" + id;
    }
}
