package io.peakday.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What a member of staff or an API key may do. Customers and guests have none. Each module has constants of its own, {@code
 * <Module>Permissions}, and declares them by its descriptor, a {@link PermissionModule}; {@link Permissions} knows them all.
 *
 * @param name as it is stored and as clients write it: {@code CATALOG_READ}
 */
public record Permission(@JsonValue String name) implements Comparable<Permission> {
    private static final Pattern SHAPE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    public Permission {
        if (name.length() > 60 || !SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A permission's name is upper case, with underscores between words, and not '" + name + "'.");
        }
    }

    /** By name. */
    @Override
    public int compareTo(Permission other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
