package io.peakday.sale;

import io.peakday.cache.CoalescingCache;
import io.peakday.cache.CoalescingCache.Fresh;
import io.peakday.identity.Sessions;
import io.peakday.kernel.Failure;
import io.peakday.waiting.JoinOutcome;
import io.peakday.waiting.Standing;
import io.peakday.waiting.WaitingRooms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the code where a sale has one; sends the customers of a sale with a waiting room to their place in line, and lets
 * those go on whose turn it is.
 */
final class AdmissionCheck {
    private static final int REMEMBERED = 10_000;

    private final WaitingRooms rooms;
    private final Sessions sessions;
    private final CodeGuesses guesses;
    private final CoalescingCache<UUID, Terms> terms;

    /** What is said when a sale is planned, and stays so; all items of a sale have one room. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Terms(@Nullable UUID room, byte @Nullable [] code) {
        static Terms of(Sale sale) {
            return new Terms(sale.admission() == null ? null : sale.groupId(), AccessCodes.bytes(sale.accessCode()));
        }
    }

    AdmissionCheck(WaitingRooms rooms, Sessions sessions, SaleRows rows, CodeGuesses guesses, InstantSource clock) {
        this.guesses = guesses;
        this.rooms = rooms;
        this.sessions = sessions;
        this.terms = new CoalescingCache<>(
                REMEMBERED,
                (id, known) -> 1,
                clock,
                id -> rows.find(id)
                        .map(sale -> new Fresh<>(Terms.of(sale), (Instant) null))
                        .orElse(null));
    }

    /**
     * Null: go on. Who has no place in line yet gets one. Not inside a transaction.
     *
     * @throws Failure {@code sale.too-many-codes}, {@code sale.line-full}
     */
    @Nullable
    ClaimOutcome stop(ClaimRequest request, @Nullable String code) {
        Terms known = terms.get(request.saleId());
        if (known == null) {
            return null;
        }
        byte[] needed = known.code;
        if (needed != null && !guesses.isRight(needed, request.customerId(), code)) {
            return new ClaimOutcome.AccessRequired();
        }
        UUID room = known.room;
        if (room == null) {
            return null;
        }
        if (request.session() != null) {
            sessions.requireOpen(request.session());
        }
        return stop(room, request.customerId(), code);
    }

    private @Nullable ClaimOutcome stop(UUID room, UUID customerId, @Nullable String code) {
        Standing standing = rooms.standing(room, customerId);
        if (!(standing instanceof Standing.NoPlace)) {
            return stop(room, standing);
        }
        return switch (rooms.join(room, customerId, null, code)) {
            case JoinOutcome.Joined joined -> stop(room, rooms.standing(joined.place()));
            case JoinOutcome.AlreadyIn in -> stop(room, rooms.standing(in.place()));
            case JoinOutcome.ChallengeRequired challenge -> new ClaimOutcome.ChallengeRequired(challenge.difficulty());
            case JoinOutcome.AccessRequired unknown -> new ClaimOutcome.AccessRequired();
            case JoinOutcome.Full full ->
                throw Failure.unavailable("sale.line-full", "The waiting room is full. Try again in a while.", null);
            case JoinOutcome.Closed closed -> null;
        };
    }

    private @Nullable ClaimOutcome stop(UUID room, Standing standing) {
        Duration again = rooms.pollAfter(room, standing);
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
