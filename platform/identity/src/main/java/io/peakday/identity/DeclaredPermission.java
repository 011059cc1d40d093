package io.peakday.identity;

import java.util.Set;

/**
 * A permission as its module declares it.
 *
 * @param position where it stands in the list of all: lists, forms and the API's document have one order, whatever the modules'
 * @param roles which roles of its own module and those below hold it; {@link Role#OWNER} always does
 */
public record DeclaredPermission(Permission permission, int position, Set<Role> roles) {
    public DeclaredPermission {
        roles = Set.copyOf(roles);
    }

    /** Held by owners and by these roles. */
    public static DeclaredPermission of(Permission permission, int position, Role... roles) {
        return new DeclaredPermission(permission, position, Set.of(roles));
    }
}
