package io.peakday.testnode;

import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.SchemaMigration;
import io.peakday.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a {@link TestNode} is made of. Each method gives a changed copy, so that several tests share one and add what is theirs.
 *
 * @param modules the {@code …Module} classes, each after those that it says it needs, and any other configurations, such as routes of a
 *     test's own
 * @param settings by name, over the defaults of the modules
 * @param folders settings that name a folder: each gets one of the node's own, deleted with it
 * @param clock what the modules ask for the time
 * @param background whether events are relayed and handled and the periodic tasks run
 */
public record NodeWiring(
        List<Class<?>> modules,
        Map<String, Object> settings,
        List<String> folders,
        InstantSource clock,
        boolean background) {
    public NodeWiring {
        modules = withNeeded(modules);
        settings = Map.copyOf(settings);
        folders = List.copyOf(folders);
        Objects.requireNonNull(clock, "clock");
    }

    private static List<Class<?>> withNeeded(List<Class<?>> modules) {
        Set<Class<?>> all = new LinkedHashSet<>();
        modules.forEach(module -> addWithNeeded(module, all));
        return List.copyOf(all);
    }

    private static void addWithNeeded(Class<?> module, Set<Class<?>> all) {
        if (ModuleDescriptor.class.isAssignableFrom(module)) {
            ModuleDescriptor.of(module.asSubclass(ModuleDescriptor.class))
                    .needs()
                    .forEach(needed -> addWithNeeded(needed, all));
        }
        all.add(module);
    }

    /** With these modules or other configurations, too. */
    public NodeWiring and(Class<?>... more) {
        List<Class<?>> all = new ArrayList<>(modules);
        all.addAll(Arrays.asList(more));
        return new NodeWiring(all, settings, folders, clock, background);
    }

    /** With this setting, in place of one of that name. */
    public NodeWiring setting(String name, Object value) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(name, value);
        return new NodeWiring(modules, all, folders, clock, background);
    }

    /** With a folder of the node's own for this setting. */
    public NodeWiring folder(String setting) {
        List<String> all = new ArrayList<>(folders);
        all.add(setting);
        return new NodeWiring(modules, settings, all, clock, background);
    }

    public NodeWiring clock(InstantSource other) {
        return new NodeWiring(modules, settings, folders, other, background);
    }

    /** Without what a node does by itself: events stay in the outbox, and no periodic task runs. No broker is started. */
    public NodeWiring withoutBackground() {
        return new NodeWiring(modules, settings, folders, clock, false);
    }

    /** The schemas of the modules, for {@link TestDatabase#with}. */
    public SchemaMigration[] schemas() {
        return modules.stream()
                .filter(ModuleDescriptor.class::isAssignableFrom)
                .flatMap(module -> ModuleDescriptor.of(module.asSubclass(ModuleDescriptor.class)).schemas().stream())
                .toArray(SchemaMigration[]::new);
    }

    /** A running node on that database. */
    public TestNode open(TestDatabase postgres) {
        return open(postgres.database(), postgres::owner);
    }

    /** A running node on that database, where nothing needs the rights of the tables' owner. */
    public TestNode open(Database database) {
        return open(database, () -> database);
    }

    /**
     * A running node on that database.
     *
     * @param owner the same as the owner of its tables sees it, asked for when a module needs it
     */
    public TestNode open(Database database, Supplier<Database> owner) {
        return TestNode.open(this, database, owner);
    }
}
