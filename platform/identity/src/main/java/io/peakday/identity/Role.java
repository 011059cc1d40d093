package io.peakday.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A named set of permissions that a member of staff is given. Modules declare them ({@link DeclaredRole}), and what each holds by
 * their permissions; {@link Permissions} knows them all.
 *
 * @param name as it is stored and as clients write it: {@code OWNER}
 */
public record Role(@JsonValue String name) implements Comparable<Role> {
    private static final Pattern SHAPE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    /** Holds every permission there is. */
    public static final Role OWNER = new Role("OWNER");

    /** Helps customers. */
    public static final Role SUPPORT = new Role("SUPPORT");

    /** Looks at what others do, and changes nothing. */
    public static final Role AUDITOR = new Role("AUDITOR");

    public Role {
        if (name.length() > 60 || !SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A role's name is upper case, with underscores between words, and not '" + name + "'.");
        }
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
