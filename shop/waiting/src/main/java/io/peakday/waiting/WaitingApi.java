package io.peakday.waiting;

import io.peakday.identity.CurrentActor;
import io.peakday.web.Hot;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Waiting rooms for the signed-in customer. */
@RestController
@RequestMapping("/api/v1/waiting")
@Route(priority = Priority.RUSH)
class WaitingApi {
    private final WaitingRooms rooms;
    private final WaitingLive live;

    WaitingApi(WaitingRooms rooms, WaitingLive live) {
        this.rooms = rooms;
        this.live = live;
    }

    /**
     * @param challenge the text of a challenge, where the room asks for one
     * @param nonce its solution; without one the challenge was waited for
     * @param code where one must be known to take part
     */
    record JoinForm(
            @Nullable String challenge,
            @Nullable String nonce,
            @Nullable String code) {
        @Nullable
        Solution solution() {
            return challenge == null ? null : new Solution(challenge, nonce);
        }
    }

    /**
     * What came of joining; every outcome is an answer, none an error.
     *
     * @param outcome {@code joined}, {@code already-in}, {@code challenge-required}, {@code access-required}, {@code full},
     *     {@code closed}
     * @param place where the customer stands, with a place
     * @param bits with {@code challenge-required}
     * @param tryAgainMillis with {@code challenge-required}: when the challenge may be shown unsolved
     */
    record JoinBody(
            String outcome,
            @Nullable StandingBody place,
            @Nullable Integer bits,
            @Nullable Long tryAgainMillis) {

        static JoinBody of(String outcome) {
            return new JoinBody(outcome, null, null, null);
        }

        static JoinBody challenge(int difficulty, @Nullable Duration retryAfter) {
            return new JoinBody(
                    "challenge-required", null, difficulty, retryAfter == null ? null : retryAfter.toMillis());
        }

        static JoinBody at(String outcome, StandingBody place) {
            return new JoinBody(outcome, place, null, null);
        }
    }

    /** @param outcome {@code left}, {@code already-admitted}, {@code no-place} */
    record LeaveBody(String outcome) {}

    /**
     * What the lots are drawn from: a lot is the first 63 bits of HMAC-SHA-256 of the customer's id (16 bytes) under the seed.
     *
     * @param commitment SHA-256 of the seed, in hex; the same from the beginning
     * @param seed in hex; null until the opening
     */
    record DrawBody(String commitment, @Nullable String seed) {}

    /** Takes a place, or finds the one that is there; asking again is safe, so no Idempotency-Key is needed. */
    @Hot
    @Route(limit = "claim")
    @PostMapping("/{room}")
    JoinBody join(@PathVariable UUID room, @RequestBody JoinForm form) {
        UUID customer = CurrentActor.requireCustomer().id();
        return switch (rooms.join(room, customer, form.solution(), form.code())) {
            case JoinOutcome.Joined(Place place) -> JoinBody.at("joined", body(place));
            case JoinOutcome.AlreadyIn(Place place) -> JoinBody.at("already-in", body(place));
            case JoinOutcome.ChallengeRequired(int difficulty, Duration retryAfter) ->
                JoinBody.challenge(difficulty, retryAfter);
            case JoinOutcome.AccessRequired code -> JoinBody.of("access-required");
            case JoinOutcome.Full full -> JoinBody.of("full");
            case JoinOutcome.Closed closed -> JoinBody.of("closed");
        };
    }

    /** Where the customer stands. With the ticket this needs no database; without it, the place is looked up. */
    @Hot
    @GetMapping("/{room}")
    ResponseEntity<StandingBody> standing(
            @PathVariable UUID room,
            @RequestHeader(value = "Waiting-Ticket", required = false) @Nullable String ticket) {
        UUID customer = CurrentActor.requireCustomer().id();
        StandingBody body = ticket == null ? find(room, customer) : shown(room, customer, ticket);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /** Gives the place up. */
    @DeleteMapping("/{room}")
    LeaveBody leave(@PathVariable UUID room) {
        return switch (rooms.leave(room, CurrentActor.requireCustomer().id())) {
            case LeaveOutcome.Left left -> new LeaveBody("left");
            case LeaveOutcome.AlreadyAdmitted in -> new LeaveBody("already-admitted");
            case LeaveOutcome.NoPlace none -> new LeaveBody("no-place");
        };
    }

    /** Work to do before joining; of 0 bits where the room asks for none. */
    @GetMapping("/{room}/challenge")
    ResponseEntity<Challenge> challenge(@PathVariable UUID room) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(rooms.challenge(room, CurrentActor.requireCustomer().id()));
    }

    /** For everybody, to check the draw by. */
    @GetMapping("/{room}/draw")
    DrawBody draw(@PathVariable UUID room) {
        WaitingRoom known = rooms.known(room);
        return new DrawBody(known.drawCommitment(), known.drawSeed());
    }

    /**
     * Server-sent events named {@code standing}, the first at once: as the answer of {@code GET /{room}}. Whoever is refused with
     * {@code waiting.poll} asks there instead.
     */
    @GetMapping(path = "/{room}/live", produces = "text/event-stream")
    SseEmitter live(@PathVariable UUID room) {
        return live.open(room, CurrentActor.requireCustomer().id());
    }

    private StandingBody shown(UUID room, UUID customer, String ticket) {
        Place place = rooms.read(ticket, room, customer);
        StandingBody body = body(place, ticket);
        return body.standing().equals("no-place") ? find(room, customer) : body;
    }

    private StandingBody find(UUID room, UUID customer) {
        return rooms.place(room, customer)
                .map(this::body)
                .orElseGet(() -> rooms.body(room, rooms.standing(room, customer), null));
    }

    private StandingBody body(Place place) {
        return body(place, rooms.ticket(place));
    }

    private StandingBody body(Place place, String ticket) {
        return rooms.body(place.roomId(), rooms.standing(place), ticket);
    }
}
