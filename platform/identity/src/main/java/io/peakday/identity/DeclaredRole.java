package io.peakday.identity;

import java.util.Set;

/**
 * A role as its module declares it. Modules above it say of each of their permissions whether the role holds it
 * ({@link DeclaredPermission#roles}); those below do not know it, so it says itself which of theirs it holds.
 *
 * @param position where it stands in the list of all
 * @param permissions which permissions of modules below its own it holds
 */
public record DeclaredRole(Role role, int position, Set<Permission> permissions) {
    public DeclaredRole {
        permissions = Set.copyOf(permissions);
    }

    /** A role that holds these permissions of modules below its own. */
    public static DeclaredRole of(Role role, int position, Permission... permissions) {
        return new DeclaredRole(role, position, Set.of(permissions));
    }
}
