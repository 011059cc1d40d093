package io.peakday.access;

import io.peakday.identity.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A member of staff.
 *
 * @param id of the member
 * @param email by which the member signs in
 * @param name of the member
 * @param roles by which the member may do what they may do
 * @param active whether the member may sign in
 * @param secondFactor whether sign-in asks the member for a second factor
 * @param createdAt when the member was added
 * @param version grows with every change; also the ETag
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
