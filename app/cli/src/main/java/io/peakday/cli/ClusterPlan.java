package io.peakday.cli;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a cluster on this machine is to be.
 *
 * @param nodes server processes that have all modules, 1 to 16
 * @param heap of each node's virtual machine, such as {@code 512m}
 * @param restart whether a node that ends by itself is started again
 * @param pools further nodes, for some modules each; at most 16 with the others
 */
record ClusterPlan(int nodes, String heap, boolean restart, List<Pool> pools) {
    ClusterPlan {
        pools = List.copyOf(pools);
        Checks checks = new Checks().range("nodes", nodes, 1, 16);
        if (!pools.isEmpty()) {
            checks.range("nodes with those of pools", nodes + inPools(pools), 1, 16);
        }
        checks.orThrow("cluster.bad-plan", "This cluster cannot be started.");
        Set<String> seen = new HashSet<>();
        for (Pool pool : pools) {
            for (String module : pool.modules()) {
                if (!seen.add(module)) {
                    throw Failure.invalid(
                            "cluster.bad-plan", "The module " + module + " is in two pools; its paths go to one.");
                }
            }
        }
    }

    ClusterPlan(int nodes, String heap, boolean restart) {
        this(nodes, heap, restart, List.of());
    }

    private static int inPools(List<Pool> pools) {
        return pools.stream().mapToInt(Pool::nodes).sum();
    }

    /** All nodes, those of pools last. */
    int total() {
        return nodes + inPools(pools);
    }

    /** The pool that the n-th node belongs to; none: it has all modules. */
    Optional<Pool> pool(int number) {
        int last = nodes;
        for (Pool pool : pools) {
            if (number > last && number <= last + pool.nodes()) {
                return Optional.of(pool);
            }
            last += pool.nodes();
        }
        return Optional.empty();
    }
}
