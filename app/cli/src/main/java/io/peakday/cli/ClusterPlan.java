package io.peakday.cli;

import io.peakday.kernel.Checks;

/**
 * What a cluster on this machine is to be.
 *
 * @param nodes server processes, 1 to 16
 * @param heap of each node's virtual machine, such as {@code 512m}
 * @param restart whether a node that ends by itself is started again
 */
record ClusterPlan(int nodes, String heap, boolean restart) {
    ClusterPlan {
        new Checks().range("nodes", nodes, 1, 16).orThrow("cluster.bad-plan", "This cluster cannot be started.");
    }
}
