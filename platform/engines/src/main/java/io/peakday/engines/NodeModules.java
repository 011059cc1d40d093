package io.peakday.engines;

import io.peakday.kernel.Failure;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which modules a node has: a bean. A whole node has all; one that is narrowed has those that were chosen, what they need, and
 * what every node has.
 *
 * @param chosen those that were asked for by name; empty on a whole node
 * @param wired all that the node has, from the ground up
 * @param whole whether that is every module of the program
 */
public record NodeModules(Set<String> chosen, List<Class<? extends ModuleDescriptor>> wired, boolean whole) {
    public NodeModules {
        chosen = Set.copyOf(chosen);
        wired = List.copyOf(wired);
    }

    /** All of them. */
    public static NodeModules all(List<Class<? extends ModuleDescriptor>> modules) {
        return new NodeModules(Set.of(), modules, true);
    }

    /**
     * Those of these names, and what they need.
     *
     * @param modules all modules of the program, from the ground up
     * @param names none for all of them
     * @throws Failure {@code settings.unknown-module}, with all names there are
     */
    public static NodeModules of(List<Class<? extends ModuleDescriptor>> modules, Collection<String> names) {
        if (names.isEmpty()) {
            return all(modules);
        }
        Set<Class<? extends ModuleDescriptor>> had = new HashSet<>();
        for (String name : names) {
            add(named(modules, name), modules, had);
        }
        modules.stream()
                .filter(module -> ModuleDescriptor.of(module).everywhere())
                .forEach(module -> add(module, modules, had));
        return new NodeModules(
                Set.copyOf(names), modules.stream().filter(had::contains).toList(), had.size() == modules.size());
    }

    private static Class<? extends ModuleDescriptor> named(
            List<Class<? extends ModuleDescriptor>> modules, String name) {
        return modules.stream()
                .filter(module -> ModuleDescriptor.of(module).name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.invalid(
                        "settings.unknown-module",
                        "There is no module '" + name + "' (peakday.server.modules). There are: "
                                + String.join(", ", names(modules)) + "."));
    }

    private static void add(
            Class<? extends ModuleDescriptor> module,
            List<Class<? extends ModuleDescriptor>> modules,
            Set<Class<? extends ModuleDescriptor>> had) {
        if (!had.add(module)) {
            return;
        }
        ModuleDescriptor descriptor = ModuleDescriptor.of(module);
        (descriptor.needsAll() ? modules : descriptor.needs()).forEach(each -> add(each, modules, had));
        descriptor.together().forEach(name -> add(named(modules, name), modules, had));
    }

    private static List<String> names(List<Class<? extends ModuleDescriptor>> modules) {
        return modules.stream()
                .map(module -> ModuleDescriptor.of(module).name())
                .toList();
    }

    /** The names of all that the node has. */
    public List<String> names() {
        return names(wired);
    }

    /** The name of the module whose code a class is: the one in the same package, or in the nearest one above it. */
    public Optional<String> owner(Class<?> type) {
        String within = type.getPackageName() + ".";
        return wired.stream()
                .filter(module -> within.startsWith(module.getPackageName() + "."))
                .max(Comparator.comparingInt(module -> module.getPackageName().length()))
                .map(module -> ModuleDescriptor.of(module).name());
    }
}
