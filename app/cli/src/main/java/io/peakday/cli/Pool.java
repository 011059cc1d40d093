package io.peakday.cli;

import io.peakday.engines.NodeModules;
import io.peakday.kernel.Failure;
import io.peakday.server.ModuleRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Nodes of a cluster that are for some modules only.
 *
 * @param modules by name
 * @param nodes how many
 */
record Pool(Set<String> modules, int nodes) {
    Pool {
        modules = Set.copyOf(modules);
    }

    /**
     * {@code search,reviews=2}; one node where no number is given.
     *
     * @throws Failure {@code cluster.bad-plan}, {@code settings.unknown-module}
     */
    static Pool parse(String text) {
        int equals = text.indexOf('=');
        String names = equals < 0 ? text : text.substring(0, equals);
        String count = equals < 0 ? "1" : text.substring(equals + 1);
        Set<String> modules = new LinkedHashSet<>(List.of(names.split(",")));
        modules.removeIf(String::isBlank);
        if (modules.isEmpty() || !count.matches("[1-9][0-9]?")) {
            throw Failure.invalid(
                    "cluster.bad-plan",
                    "'" + text + "' is no pool: write modules, and how many nodes, as in search,reviews=2.");
        }
        NodeModules.of(ModuleRegistry.all(), modules);
        return new Pool(modules, Integer.parseInt(count));
    }

    /** As it is given to a node. */
    String setting() {
        return modules.stream()
                .sorted()
                .reduce((one, other) -> one + "," + other)
                .orElse("");
    }
}
