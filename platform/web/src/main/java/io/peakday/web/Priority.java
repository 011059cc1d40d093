package io.peakday.web;

/**
 * What a busy node gives up last, and what first. A route has the priority that its {@link Route} says, else that of its area
 * ({@link RoutePriority}), else {@link #BROWSING}.
 */
public enum Priority {
    /** What the store is there for, and what operators need to end a rush. May use all that the node can do. */
    CRITICAL,
    /** A person's own things, and what has been begun: sign-in, account; the console; the files that pages are made of. */
    INTERACTIVE,
    /** Looking around, and whatever nobody has classed. */
    BROWSING,
    /** Looking around by a program that says so in its User-Agent. Never declared: it follows from the request. */
    CRAWLER,
    /** Very many for one thing at once, who wait for one another. A bulkhead of their own, so that they take no room from the others. */
    RUSH("CLAIM"),
    /** Never refused and never counted: health and metrics, which must report the truth most of all when it is busy. */
    EXEMPT;

    private final String written;

    Priority() {
        this.written = name();
    }

    Priority(String written) {
        this.written = written;
    }

    /** Its name in metrics and recorded lists, which does not change with the code. */
    public String writtenAs() {
        return written;
    }
}
