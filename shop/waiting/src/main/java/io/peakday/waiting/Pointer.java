package io.peakday.waiting;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a room has let people in: a token bucket whose tokens are admissions. Places are numbered from 0, and numbers below
 * {@code served} are in. In any stretch of time at most {@code burst + rate × time} are let in.
 *
 * @param issued places given out
 * @param credit tokens at {@code advancedAt}
 * @param rate tokens a second
 * @param burst the most tokens that are saved up
 */
record Pointer(long issued, long served, double credit, double rate, int burst, Instant advancedAt) {
    private static final double NANOS = 1e9;
    /** More than a clock that is being corrected ever runs back. */
    static final Duration PUT_BACK = Duration.ofMinutes(1);

    /**
     * As it is later: tokens are earned, and spent on those next in line. A number whose owner has left costs none. Time that
     * runs back earns nothing; where the clock was put back permanently, time is counted from there.
     */
    Pointer at(Instant now, Gaps gaps) {
        double seconds = Math.max(0, Duration.between(advancedAt, now).toNanos() / NANOS);
        double tokens = Math.min(burst, credit + rate * seconds);
        long next = served;
        while (next < issued) {
            if (!gaps.contains(next)) {
                if (tokens < 1) {
                    break;
                }
                tokens--;
            }
            next++;
        }
        return new Pointer(
                issued, next, tokens, rate, burst, now.isAfter(advancedAt) || putBack(now) ? now : advancedAt);
    }

    /** Whether the database's clock was put back since it was advanced, by so much that the line would stand still for it. */
    boolean putBack(Instant now) {
        return now.isBefore(advancedAt.minus(PUT_BACK));
    }

    /** With another rate; what was earned before was settled before. */
    Pointer at(double newRate, int newBurst) {
        return new Pointer(issued, served, Math.min(credit, newBurst), newRate, newBurst, advancedAt);
    }
}
