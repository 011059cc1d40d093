package io.peakday.waiting;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room's line as a node has it in memory: at most a few hundred milliseconds old, and never further than the database's own
 * pointer, so that nobody is let in from here who is not let in there.
 *
 * @param draw null while it is not read yet
 * @param pace admissions a second of late
 * @param readNanos {@link System#nanoTime} when {@code row} was read
 */
record Line(RoomRow row, @Nullable Draw draw, Gaps gaps, double pace, long readNanos) {
    private static final long NOT_DRAWN = -1;
    private static final long NONE = -2;
    private static final double LEAST_PACE = 1e-6;

    /** The database's clock, by what it said and how long ago. */
    Instant now(long nanos) {
        return row.now().plusNanos(Math.max(0, nanos - readNanos));
    }

    Standing standing(Place place, Instant now) {
        if (row.closedAt(now)) {
            return new Standing.Closed();
        }
        long number = number(place);
        if (number == NOT_DRAWN) {
            return new Standing.Early(row.opensAt());
        }
        if (number == NONE || gaps.contains(number)) {
            return new Standing.NoPlace();
        }
        long served = row.pointer().served();
        if (number < served) {
            return new Standing.Admitted(row.closesAt());
        }
        long position = number - served - gaps.between(served, number);
        return new Standing.Waiting(position, row.paused() ? null : estimate(position + 1));
    }

    /** The place's number; negative if the draw is still to come, or it has none. */
    private long number(Place place) {
        if (!place.early()) {
            return place.number();
        }
        if (draw == null) {
            return NOT_DRAWN;
        }
        int rank = draw.rank(row.lots().of(place.customerId()));
        return rank < 0 ? NONE : rank;
    }

    /** The number that an early place drew; -1 before the opening, and if it is not in the draw. */
    long drawn(Place place) {
        long number = number(place);
        return number < 0 ? -1 : number;
    }

    /** How long until so many more are let in. */
    private Duration estimate(long places) {
        return Duration.ofSeconds((long) Math.ceil(places / Math.max(pace, LEAST_PACE)));
    }
}
