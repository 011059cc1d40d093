package io.peakday.identity;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a member of staff or an API key may do. Customers and guests have none. Each module has constants of its own, {@code
 * <Module>Permissions}, and declares them by its descriptor, a {@link PermissionModule}; {@link Permissions} knows them all.
 *
 * @param name as it is stored and as clients write it: {@code CATALOG_READ}
 */
public record Permission(@JsonValue String name) implements Comparable<Permission> {
    public Permission {
        DeclaredName.check("permission", name);
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
