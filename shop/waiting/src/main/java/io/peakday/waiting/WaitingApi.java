package io.peakday.waiting;

import io.peakday.identity.CurrentActor;
import io.peakday.web.Hot;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Waiting rooms for the signed-in customer: a place in line before a sale, and where it stands. Whoever joins before the opening draws a
 * random place; whoever joins later stands behind, first come, first served.
 */
@RestController
@Tag(name = "Waiting rooms")
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
     * What is shown to join a waiting room.
     *
     * @param challenge the {@code text} of a challenge, where the room asks for one; null: none
     * @param nonce the challenge's solution, 1 to 20 letters and digits; null if the challenge was waited for until its {@code slowFrom}
     * @param code the access code of the sale, where it has one; null: none
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
     * What came of joining; every outcome is an answer, none an error. What does not belong to the outcome is null.
     *
     * @param outcome {@code joined}: a new place; {@code already-in}: the place that the customer had before; {@code challenge-required}: a
     *     challenge must be solved first, or a new one; {@code access-required}: the access code is missing or wrong; {@code full}: the room
     *     takes nobody more; {@code closed}: the room is over
     * @param place with {@code joined} and {@code already-in}: where the customer stands
     * @param bits with {@code challenge-required}: leading zero bits that a solution needs
     * @param tryAgainMillis with {@code challenge-required}: after how many milliseconds the challenge that was shown may be shown again
     *     without a solution; null: get a new one
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

    /**
     * What came of leaving; every outcome is an answer, none an error.
     *
     * @param outcome {@code left}: the place is given up; {@code already-admitted}: too late, the customer may go in; {@code no-place}: there
     *     was no place to give up
     */
    record LeaveBody(String outcome) {}

    /**
     * What the places of those who came before the opening are drawn by.
     *
     * @param commitment SHA-256 of the seed, in hexadecimal; the same from the beginning
     * @param seed 32 random bytes, in hexadecimal; null until the opening
     */
    record DrawBody(String commitment, @Nullable String seed) {}

    /**
     * Takes a place in a waiting room for the signed-in customer.
     *
     * <p>A customer has one place in a room, on all devices. Asking again gives the same place, so no Idempotency-Key is needed. Where
     * {@code challenge-required} is answered, get a challenge, solve it, and join with it; a solution serves once. A wrong access code
     * counts against the 20 an hour that a customer may give.
     *
     * @param room the id of the waiting room
     * @param form a solved challenge and an access code, where they are needed
     * @return what came of it
     * @throws io.peakday.kernel.Failure {@code waiting.bad-challenge} (400) if the challenge is not one for this customer and room
     * @throws io.peakday.kernel.Failure {@code waiting.wrong-solution} (400) if the nonce does not solve the challenge
     * @throws io.peakday.kernel.Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws io.peakday.kernel.Failure {@code waiting.not-found} (404) if there is no such waiting room
     * @throws io.peakday.kernel.Failure {@code sale.too-many-codes} (429) if too many wrong access codes were given; wait an hour
     * @throws io.peakday.kernel.Failure {@code group.full} (429) if too many customers are joining at once; try again shortly
     */
    @Hot
    @Route(limit = "claim")
    @PostMapping("/{room}")
    JoinBody joinWaitingRoom(@PathVariable UUID room, @RequestBody JoinForm form) {
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

    /**
     * Gets where the signed-in customer stands in a waiting room.
     *
     * <p>Ask again after {@code pollAfterMillis}, with the ticket of the last answer: with it the place need not be looked up, and the answer
     * is quicker. Without a place {@code no-place} is answered, or {@code closed}. A change is seen within a quarter of a second.
     *
     * @param room the id of the waiting room
     * @param ticket the {@code ticket} of an answer before; without one the place is looked up
     * @return where the customer stands
     * @throws io.peakday.kernel.Failure {@code waiting.bad-ticket} (400) if the ticket is none; ask without it
     * @throws io.peakday.kernel.Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws io.peakday.kernel.Failure {@code waiting.ticket-of-another} (403) if the ticket is another customer's
     * @throws io.peakday.kernel.Failure {@code waiting.ticket-of-another-room} (403) if the ticket is for another waiting room
     * @throws io.peakday.kernel.Failure {@code waiting.not-found} (404) if there is no such waiting room
     */
    @Hot
    @GetMapping("/{room}")
    ResponseEntity<StandingBody> getWaitingStanding(
            @PathVariable UUID room,
            @RequestHeader(value = "Waiting-Ticket", required = false) @Nullable String ticket) {
        UUID customer = CurrentActor.requireCustomer().id();
        StandingBody body = ticket == null ? find(room, customer) : shown(room, customer, ticket);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /**
     * Gives up the signed-in customer's place in a waiting room.
     *
     * <p>Whoever joins again before the opening has the same draw; after it, they stand at the end. Repeating this is answered with
     * {@code no-place}.
     *
     * @param room the id of the waiting room
     * @return what came of it
     * @throws io.peakday.kernel.Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws io.peakday.kernel.Failure {@code waiting.not-found} (404) if there is no such waiting room
     */
    @DeleteMapping("/{room}")
    LeaveBody leaveWaitingRoom(@PathVariable UUID room) {
        return switch (rooms.leave(room, CurrentActor.requireCustomer().id())) {
            case LeaveOutcome.Left left -> new LeaveBody("left");
            case LeaveOutcome.AlreadyAdmitted in -> new LeaveBody("already-admitted");
            case LeaveOutcome.NoPlace none -> new LeaveBody("no-place");
        };
    }

    /**
     * Gets a challenge to solve before joining a waiting room.
     *
     * <p>A solution is a nonce such that SHA-256 of {@code text} followed by the nonce, in ASCII, begins with {@code bits} zero bits. Where the
     * room asks for none, the challenge is of 0 bits and need not be shown. Each call makes a new one.
     *
     * @param room the id of the waiting room
     * @return a challenge for this customer and room
     * @throws io.peakday.kernel.Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws io.peakday.kernel.Failure {@code waiting.not-found} (404) if there is no such waiting room
     */
    @GetMapping("/{room}/challenge")
    ResponseEntity<Challenge> getWaitingChallenge(@PathVariable UUID room) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(rooms.challenge(room, CurrentActor.requireCustomer().id()));
    }

    /**
     * Gets what the draw of a waiting room can be checked by.
     *
     * <p>For everybody. A customer's lot is the first 63 bits of HMAC-SHA-256 of the customer's id (16 bytes) under the seed, and whoever came
     * before the opening stands in the order of the lots, the smallest first. The hash of the seed is public from the beginning, the seed from
     * the opening on.
     *
     * @param room the id of the waiting room
     * @return the hash of the seed, and the seed once the room is open
     * @throws io.peakday.kernel.Failure {@code waiting.not-found} (404) if there is no such waiting room
     */
    @GetMapping("/{room}/draw")
    DrawBody getWaitingDraw(@PathVariable UUID room) {
        WaitingRoom known = rooms.known(room);
        return new DrawBody(known.drawCommitment(), known.drawSeed());
    }

    /**
     * Streams where the signed-in customer stands, as it changes.
     *
     * <p>Server-sent events named {@code standing}, the first at once, each with the JSON that {@code getWaitingStanding} answers. Near the
     * front they come every second, far behind about as often as {@code pollAfterMillis} says. Without a place one event says so; open a new
     * stream after joining.
     *
     * @param room the id of the waiting room
     * @return a stream of events
     * @throws io.peakday.kernel.Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws io.peakday.kernel.Failure {@code waiting.not-found} (404) if there is no such waiting room
     * @throws io.peakday.kernel.Failure {@code waiting.poll} (429) if too many streams are open; get the standing every now and then instead
     */
    @GetMapping(path = "/{room}/live", produces = "text/event-stream")
    SseEmitter streamWaitingStanding(@PathVariable UUID room) {
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
