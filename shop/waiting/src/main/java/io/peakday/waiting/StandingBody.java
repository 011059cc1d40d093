package io.peakday.waiting;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer stands in a waiting room.
 *
 * @param standing {@code early}: has a place from before the opening, whose rank the draw decides then; {@code waiting}: stands in line;
 *     {@code admitted}: may go in; {@code no-place}: has not joined, or has left; {@code closed}: the room is over
 * @param position with {@code waiting}: how many customers are before this one, 0: the next; else null
 * @param estimateSeconds with {@code waiting}: how many seconds until the customer is admitted, by the pace of the last moments; null while the
 *     room is paused, and with any other standing
 * @param opensAt from when on customers are admitted
 * @param until with {@code admitted}: when the room closes; else null
 * @param serverTime the time of the answer, to count down by
 * @param paused whether nobody is admitted at present
 * @param difficulty leading zero bits that the solution of a challenge needs before a join, 0 to 30; 0: no challenge is asked for
 * @param pollAfterMillis after how many milliseconds to ask again, if no stream is open
 * @param ticket for the header {@code Waiting-Ticket} of the next request; null without a place
 */
record StandingBody(
        String standing,
        @Nullable Long position,
        @Nullable Long estimateSeconds,
        Instant opensAt,
        @Nullable Instant until,
        Instant serverTime,
        boolean paused,
        int difficulty,
        long pollAfterMillis,
        @Nullable String ticket) {

    static StandingBody of(Standing standing, Line line, Instant now, Duration pollAfter, @Nullable String ticket) {
        Long position = null;
        Long estimate = null;
        Instant until = null;
        String name = switch (standing) {
            case Standing.Early early -> "early";
            case Standing.Waiting waiting -> {
                position = waiting.position();
                Duration left = waiting.estimate();
                estimate = left == null ? null : left.toSeconds();
                yield "waiting";
            }
            case Standing.Admitted in -> {
                until = in.until();
                yield "admitted";
            }
            case Standing.NoPlace none -> "no-place";
            case Standing.Closed over -> "closed";
        };
        return new StandingBody(
                name,
                position,
                estimate,
                line.row().opensAt(),
                until,
                now,
                line.row().paused(),
                line.row().difficulty(),
                pollAfter.toMillis(),
                ticket);
    }
}
