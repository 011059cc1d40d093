package io.peakday.sale;

import io.peakday.kernel.Failure;
import io.peakday.waiting.JoinOutcome;
import io.peakday.waiting.Standing;
import io.peakday.waiting.WaitingRooms;
import io.peakday.web.CoalescingCache;
import io.peakday.web.CoalescingCache.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends the customers of a sale with a waiting room to their place in line, and lets those go on whose turn it is. */
final class FrontDoor {
    private static final int REMEMBERED = 10_000;

    private final WaitingRooms rooms;
    private final CoalescingCache<UUID, Optional<Door>> doors;

    FrontDoor(WaitingRooms rooms, SaleRows rows, InstantSource clock) {
        this.rooms = rooms;
        // Whether a sale has a door is said when it is planned, and stays so.
        this.doors = new CoalescingCache<>(
                REMEMBERED,
                (id, door) -> 1,
                clock,
                id -> rows.find(id)
                        .map(sale -> new Fresh<>(Optional.ofNullable(sale.door()), (Instant) null))
                        .orElse(null));
    }

    boolean has(UUID saleId) {
        Optional<Door> door = doors.get(saleId);
        return door != null && door.isPresent();
    }

    /** Null: go on. Who has no place yet gets one. Not inside a transaction. */
    @Nullable
    ClaimOutcome stop(UUID saleId, UUID customerId) {
        Standing standing = rooms.standing(saleId, customerId);
        if (!(standing instanceof Standing.NoPlace)) {
            return stop(saleId, standing);
        }
        return switch (rooms.join(saleId, customerId)) {
            case JoinOutcome.Joined joined -> stop(saleId, rooms.standing(joined.place()));
            case JoinOutcome.AlreadyIn in -> stop(saleId, rooms.standing(in.place()));
            case JoinOutcome.ChallengeRequired challenge -> new ClaimOutcome.ChallengeRequired(challenge.bits());
            case JoinOutcome.Full full ->
                throw Failure.unavailable(
                        "sale.line-full",
                        "The line for this sale is as long as it may be. Try again in a while.",
                        null);
            case JoinOutcome.Closed closed -> null;
        };
    }

    private @Nullable ClaimOutcome stop(UUID saleId, Standing standing) {
        Duration again = rooms.pollAfter(saleId, standing);
        return switch (standing) {
            case Standing.Admitted now -> null;
            // The sale itself says what is the matter.
            case Standing.Closed over -> null;
            case Standing.Early early -> new ClaimOutcome.Waiting(null, null, again);
            case Standing.Waiting waiting -> new ClaimOutcome.Waiting(waiting.position(), waiting.estimate(), again);
            case Standing.NoPlace left -> new ClaimOutcome.Waiting(null, null, again);
        };
    }
}
