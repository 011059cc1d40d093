package io.peakday.cli;

/**
 * A node as the load balancer sees it.
 *
 * @param number from 1
 * @param port on this machine
 * @param ready whether requests are to be sent to it
 * @param pool the number of the pool that it belongs to, from 1; 0 for a node that has all modules
 */
record Upstream(int number, int port, boolean ready, int pool) {
    Upstream(int number, int port, boolean ready) {
        this(number, port, ready, 0);
    }
}
