package io.peakday.waiting;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A standing as it is sent.
 *
 * @param standing {@code early}, {@code waiting}, {@code admitted}, {@code no-place}, {@code closed}
 * @param position with {@code waiting}: how many are before
 * @param estimateSeconds with {@code waiting}, unless the room is paused
 * @param until with {@code admitted}
 * @param serverTime to count down by
 * @param difficulty bits of work before a join
 * @param pollAfterMillis when to ask again, if there is no live stream
 * @param ticket to send along the next time, as {@code Waiting-Ticket}; null without a place
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
