package io.peakday.sale.bench;

import java.util.Set;

/** What may go wrong in the middle of a drill. */
public enum Fault {
    /** A node is killed with SIGKILL while claims are granted, and another takes its place. */
    KILL_NODE("a node is killed"),
    /** The database server is killed with SIGKILL while claims are granted; the node that runs it starts it again. */
    RESTART_POSTGRES("the database server is killed"),
    /**
     * A node is stopped with SIGSTOP while it has requests in hand, as a frozen virtual machine is; nobody is sent to it any more, and
     * when it wakes it goes on with what it had begun.
     */
    STOP_NODE("a node is stopped for a while and wakes"),
    /** All processes of the database server are stopped with SIGSTOP, and wake. */
    STOP_POSTGRES("the database server is stopped for a while and wakes"),
    /**
     * Every commit takes {@value #COMMIT_DELAY_MILLIS} ms longer, by PostgreSQL's {@code commit_delay}: a stand-in for a disk that is
     * slow to flush. Reads and writes of data pages stay as quick as they are; a real device can be throttled only by root.
     */
    SLOW_DISK("every commit takes " + Fault.COMMIT_DELAY_MILLIS + " ms longer"),
    /**
     * No commit returns for a while, and then all do: a stand-in for a disk whose flush hangs. PostgreSQL is made to wait for a standby
     * server that does not exist; as under a hanging flush, transactions hold their locks and nobody learns how they ended.
     * Unlike it, what is read from the disk still comes.
     */
    STOP_DISK("no commit returns for a while"),
    /** The clock of the last node is {@value #SKEW_MINUTES} minutes ahead. */
    CLOCK_SKEW("the last node's clock is " + Fault.SKEW_MINUTES + " minutes ahead");

    static final int COMMIT_DELAY_MILLIS = 20;
    static final int SKEW_MINUTES = 3;

    /** Those that are done to another node than the one that holds the engines. */
    static final Set<Fault> OF_A_SECOND_NODE = Set.of(KILL_NODE, STOP_NODE, CLOCK_SKEW);

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** What happens, as a clause. */
    public String words() {
        return words;
    }
}
