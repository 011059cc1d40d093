package io.peakday.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * A named set of permissions that a member of staff is given. Which ones a role holds is what the modules say of their
 * permissions ({@link DeclaredPermission#roles}): see {@link Permissions#of(Role)}.
 */
public enum Role {
    /** Holds every permission there is. */
    OWNER,
    CATALOG,
    FULFILMENT,
    SUPPORT,
    AUDITOR;

    /** Those that this program knows. */
    public static Set<Role> named(String... names) {
        Collection<String> stored = Arrays.asList(names);
        EnumSet<Role> known = EnumSet.noneOf(Role.class);
        for (Role role : values()) {
            if (stored.contains(role.name())) {
                known.add(role);
            }
        }
        return known;
    }
}
