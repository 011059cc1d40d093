package io.peakday.waiting;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A waiting room and how many are in it.
 *
 * @param difficulty bits of the proof of work before a join; 0: none is asked for
 * @param closedAt when somebody closed it; null if nobody did
 * @param early places of those who came before the opening
 * @param issued places of all, early ones included
 * @param served places whose turn has come
 * @param waiting places that wait now
 * @param drawCommitment SHA-256 of the seed of the draw, in hex; fixed when the room was made
 * @param drawSeed the seed, in hex, from which every lot can be computed again; null until the opening
 */
public record WaitingRoom(
        UUID id,
        Instant opensAt,
        Instant closesAt,
        double admissionsPerSecond,
        int burst,
        int difficulty,
        boolean paused,
        @Nullable Instant closedAt,
        long early,
        long issued,
        long served,
        long waiting,
        String drawCommitment,
        @Nullable String drawSeed) {}
