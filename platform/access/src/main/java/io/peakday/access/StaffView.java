package io.peakday.access;

import io.peakday.identity.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A member of staff.
 *
 * @param secondFactor whether sign-in asks for one
 */
public record StaffView(
        UUID id,
        String email,
        String name,
        Set<Role> roles,
        boolean active,
        boolean secondFactor,
        Instant createdAt,
        long version) {
    public StaffView {
        roles = Set.copyOf(roles);
    }

    @Override
    public String toString() {
        return "staff:" + id;
    }
}
