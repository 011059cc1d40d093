package io.peakday.identity;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A named set of permissions that a member of staff is given. Modules declare them ({@link DeclaredRole}), and what each holds by
 * their permissions; {@link Permissions} knows them all.
 *
 * @param name as it is stored and as clients write it: {@code OWNER}
 */
public record Role(@JsonValue String name) implements Comparable<Role> {
    /** Holds every permission there is. */
    public static final Role OWNER = new Role("OWNER");

    /** Helps customers. */
    public static final Role SUPPORT = new Role("SUPPORT");

    /** Looks at what others do, and changes nothing. */
    public static final Role AUDITOR = new Role("AUDITOR");

    public Role {
        DeclaredName.check("role", name);
    }

    /** By name. */
    @Override
    public int compareTo(Role other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
