package io.peakday.engines;

import java.util.List;

/**
 * What a module brings to the program, beside the beans that it wires: implemented by its Spring configuration, {@code
 * <Name>Module}. The server's list of these classes is all that knows which modules there are.
 */
public interface ModuleDescriptor {
    /** Lower case, and no other module's: {@code cart}. */
    String name();

    /** Its tables; none by default. */
    default List<SchemaMigration> schemas() {
        return List.of();
    }

    /**
     * Whether commands have it, too, that open the store beside a node or without one: then it holds data, answers without a
     * server, and keeps no index of its own.
     */
    default boolean offline() {
        return false;
    }

    /** The description of a module, by its class. */
    static ModuleDescriptor of(Class<? extends ModuleDescriptor> module) {
        try {
            return module.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(module.getName() + " has no public constructor without parameters", e);
        }
    }
}
