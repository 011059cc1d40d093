package io.peakday.limits.count;

/**
 * What taking from a counter gave.
 *
 * @param remaining units left after it
 * @param waitNanos allowed: until all is there again; refused: until there may be enough. At most so long
 */
public record Taken(Outcome outcome, long remaining, long waitNanos) {
    /** How it went. */
    public enum Outcome {
        ALLOWED,
        REFUSED,
        /** The counters are away, and so nobody may. */
        AWAY
    }

    static Taken allowed(long remaining, long resetNanos) {
        return new Taken(Outcome.ALLOWED, remaining, resetNanos);
    }

    static Taken refused(long waitNanos) {
        return new Taken(Outcome.REFUSED, 0, waitNanos);
    }

    static final Taken AWAY = new Taken(Outcome.AWAY, 0, 0);
}
