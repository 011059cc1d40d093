package io.peakday.cli;

/**
 * A node as the load balancer sees it.
 *
 * @param number from 1
 * @param port on this machine
 * @param ready whether requests are to be sent to it
 */
record Upstream(int number, int port, boolean ready) {}
