package io.peakday.waiting;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a customer stands in a room. */
public sealed interface Standing {
    /** Has a place from before the opening; the draw says which, from then on (a second or two later in a very full room). */
    record Early(Instant opensAt) implements Standing {}

    /**
     * Waits.
     *
     * @param position how many who have not left are before; 0: the next
     * @param estimate by the pace of late; null while the room is paused
     */
    record Waiting(long position, @Nullable Duration estimate) implements Standing {}

    /**
     * May go in.
     *
     * @param until when the room closes
     */
    record Admitted(Instant until) implements Standing {}

    /** Has no place, or has left. */
    record NoPlace() implements Standing {}

    /** The room is over. */
    record Closed() implements Standing {}
}
