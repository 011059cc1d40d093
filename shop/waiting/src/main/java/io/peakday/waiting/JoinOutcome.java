package io.peakday.waiting;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of joining. */
public sealed interface JoinOutcome {
    /** A new place; durable when it is returned. */
    record Joined(Place place) implements JoinOutcome {}

    /** The place that the customer had before. */
    record AlreadyIn(Place place) implements JoinOutcome {}

    /**
     * Solve a challenge of so many bits first.
     *
     * @param retryAfter when the challenge that was shown may be used unsolved; null if none was shown
     */
    record ChallengeRequired(int difficulty, @Nullable Duration retryAfter) implements JoinOutcome {}

    /** This room is for those who know its code, and none or a wrong one was given. */
    record AccessRequired() implements JoinOutcome {}

    /** The room has as many places as it may have. */
    record Full() implements JoinOutcome {}

    /** The room is over. */
    record Closed() implements JoinOutcome {}
}
