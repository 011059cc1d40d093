package io.peakday.bench.drill;

/** What may go wrong in the middle of a drill. */
public enum Fault {
    /** A node is killed with SIGKILL while claims are granted, and another takes its place. */
    KILL_NODE("a node is killed"),
    /** The database server is killed with SIGKILL while claims are granted; the node that runs it starts it again. */
    RESTART_POSTGRES("the database server is killed"),
    /** Every durable commit takes {@value #COMMIT_DELAY_MILLIS} ms longer, by PostgreSQL's {@code commit_delay}. */
    SLOW_DISK("every commit takes " + Fault.COMMIT_DELAY_MILLIS + " ms longer"),
    /** The clock of the last node is {@value #SKEW_MINUTES} minutes ahead. */
    CLOCK_SKEW("the last node's clock is " + Fault.SKEW_MINUTES + " minutes ahead");

    static final int COMMIT_DELAY_MILLIS = 20;
    static final int SKEW_MINUTES = 3;

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** What happens, as a clause. */
    public String words() {
        return words;
    }
}
