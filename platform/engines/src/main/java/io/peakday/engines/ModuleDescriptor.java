package io.peakday.engines;

import java.util.List;
import java.util.Map;

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
     * Tables that are its own though the schema of a module it was once part of made them, {@code schema.table}: their history stays
     * where it is, and nobody else uses them.
     */
    default List<String> tables() {
        return List.of();
    }

    /** What it keeps in the data folder: names of files and folders there, which are no other module's. */
    default List<String> folderEntries() {
        return List.of();
    }

    /**
     * The keys that it signs with and all nodes share: what each signs, in words, by name. A name that ends in a colon is the beginning of
     * several, and the rest of theirs follows the words.
     */
    default Map<String, String> keys() {
        return Map.of();
    }

    /**
     * Whether commands have it, too, that open the store beside a node or without one: then it holds data, answers without a
     * server, and keeps no index of its own.
     */
    default boolean offline() {
        return false;
    }

    /** Whether every node has it, however few modules that one is to have. */
    default boolean everywhere() {
        return false;
    }

    /** The modules that it calls and cannot be without, beside those that every node has. */
    default List<Class<? extends ModuleDescriptor>> needs() {
        return List.of();
    }

    /**
     * The names of modules that a node with this one has as well, though they stand above it and it does not call them: they fill what
     * it asks for.
     */
    default List<String> together() {
        return List.of();
    }

    /** Whether it needs all modules, such as pages that show something of each: a node that has it is a whole one. */
    default boolean needsAll() {
        return false;
    }

    /** What follows from what a node does for settings of this module that are not given: values by key. */
    default Map<String, Object> implied(NodeRoles node) {
        return Map.of();
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
