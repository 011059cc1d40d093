package io.peakday.identity;

import io.peakday.engines.ModuleDescriptor;
import java.util.List;

/** The descriptor of a module that has permissions or roles of its own. */
public interface PermissionModule extends ModuleDescriptor {
    /** Its permissions, which no other module declares. */
    List<DeclaredPermission> permissions();

    /** The roles that it knows first; no other module declares them. */
    default List<DeclaredRole> roles() {
        return List.of();
    }
}
