package io.peakday.eventsadmin;

import io.peakday.events.DeadLetter;
import io.peakday.events.DeadLetters;
import io.peakday.events.DeadLetters.Listed;
import io.peakday.events.DeadLetters.ReplayOutcome;
import io.peakday.events.DeadLetters.ReplayReport;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.web.Page;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The events that a subscription could not handle, and those of the same key that wait behind them: to be looked at, handled again, or
 * given up. What is shown of them has its secrets masked.
 */
@RestController
@Tag(name = "Dead letters")
@RequestMapping("/api/v1/admin/dead-letters")
@Requires(EventsAdminPermissions.Names.EVENTS_READ)
final class DeadLetterApi {
    private final DeadLetters letters;

    DeadLetterApi(DeadLetters letters) {
        this.letters = letters;
    }

    /**
     * What a replay did.
     *
     * @param outcome {@code handled}; {@code still-failing}: an event failed again, and stays with those behind it; {@code waits-behind}:
     *     another dead letter of the same key has to be replayed or discarded first
     * @param handled how many events were handled now, with those that waited behind the first
     * @param about id of the dead letter that failed again, or that has to go first; null if the outcome is {@code handled}
     * @param error class and message of the new failure; null if nothing failed
     */
    record Replayed(
            String outcome,
            int handled,
            @Nullable UUID about,
            @Nullable String error) {}

    /**
     * Why an event is given up.
     *
     * @param reason kept with the event, 1 to 500 characters
     */
    record Discard(@Nullable String reason) {}

    /**
     * Lists dead letters.
     *
     * @param consumer only those of the subscription with this name; left out: of all
     * @param limit most dead letters of one page, 1 to 200; 50 if left out
     * @return a page of dead letters, the newest first
     * @throws Failure {@code events.bad-page} (400) if {@code limit} is out of range
     */
    @GetMapping
    Page<DeadLetter> listDeadLetters(
            @RequestParam(required = false) @Nullable String consumer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Listed page = letters.list(consumer, LetterCursors.read(cursor), limit);
        return new Page<>(page.letters(), LetterCursors.of(page.next()));
    }

    /**
     * Counts dead letters by subscription.
     *
     * @return how many each subscription has, by its name, with those that wait behind others; subscriptions without any are left out
     */
    @GetMapping("/counts")
    Map<String, Long> countDeadLetters() {
        return letters.counts();
    }

    /**
     * Reads a dead letter.
     *
     * @param id of the dead letter
     * @return the dead letter
     * @throws Failure {@code events.no-dead-letter} (404) if there is no such dead letter, or it was handled or given up
     */
    @GetMapping("/{id}")
    DeadLetter getDeadLetter(@PathVariable UUID id) {
        return letters.get(id).orElseThrow(DeadLetterApi::gone);
    }

    /**
     * Handles the event of a dead letter again.
     *
     * <p>Handles it before the answer; then, if the subscription keeps the order of its events, those that wait behind it, in order, until
     * one fails. If one fails, or if another dead letter has to go first, the answer has the status 409 and the same body as a success,
     * with the outcome {@code still-failing} or {@code waits-behind}; what was handled until then stays handled.
     *
     * @param id of the dead letter
     * @return what was done, with the outcome {@code handled}
     * @throws Failure {@code events.no-dead-letter} (404) if there is no such dead letter, or it was handled or given up
     * @throws Failure {@code events.already-ended} (409) if somebody else handled the event or gave it up a moment ago
     * @throws Failure {@code events.unknown-consumer} (409) if this program has no such subscription any more
     */
    @PostMapping("/{id}/replay")
    @Requires(EventsAdminPermissions.Names.EVENTS_REPLAY)
    @ApiResponse(responseCode = "200")
    @ApiResponse(
            responseCode = "409",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Replayed.class)))
    ResponseEntity<Replayed> replayDeadLetter(@PathVariable UUID id) {
        getDeadLetter(id);
        return answer(letters.replay(id));
    }

    /**
     * Gives up the event of a dead letter.
     *
     * <p>The event is kept with the reason, and not handled any more. If the subscription keeps the order of its events, those that wait
     * behind it are handled before the answer, in order, until one fails: that one stays a dead letter, and the outcome says so. To give up
     * an event again that was given up changes nothing, and not its reason either.
     *
     * @param id of the dead letter
     * @param body the reason
     * @return what became of those behind it: {@code handled}, or {@code still-failing} if one of them failed. The event is given up with
     *     either
     * @throws Failure {@code events.bad-reason} (400) if the reason is missing or too long
     * @throws Failure {@code events.no-dead-letter} (404) if there is no such dead letter, or it was handled
     */
    @PostMapping("/{id}/discard")
    @Requires(EventsAdminPermissions.Names.EVENTS_REPLAY)
    Replayed discardDeadLetter(@PathVariable UUID id, @RequestBody Discard body) {
        return switch (letters.discard(id, body.reason() == null ? "" : body.reason())) {
            case ReplayOutcome.Gone gone -> throw gone();
            case ReplayOutcome outcome -> replayed(outcome);
        };
    }

    /**
     * Handles the events of all dead letters of a subscription again.
     *
     * <p>Handles them before the answer, the oldest first, with what waits behind them. The answer is a success also where events failed
     * again. Records that were refused because they are none of this store's events are left out; each is replayed by itself.
     *
     * @param consumer the subscription's name
     * @return how many events were handled, and how many dead letters still fail
     * @throws Failure {@code events.unknown-consumer} (409) if this program has no such subscription
     */
    @PostMapping("/replay")
    @Requires(EventsAdminPermissions.Names.EVENTS_REPLAY)
    ReplayReport replayAllDeadLetters(@RequestParam String consumer) {
        return letters.replayAll(consumer);
    }

    private static ResponseEntity<Replayed> answer(ReplayOutcome outcome) {
        return ResponseEntity.status(outcome instanceof ReplayOutcome.Done ? HttpStatus.OK : HttpStatus.CONFLICT)
                .body(replayed(outcome));
    }

    private static Replayed replayed(ReplayOutcome outcome) {
        return switch (outcome) {
            case ReplayOutcome.Done done -> new Replayed("handled", done.handled(), null, null);
            case ReplayOutcome.StillFailing failing ->
                new Replayed("still-failing", failing.handled(), failing.deadLetterId(), failing.error());
            case ReplayOutcome.WaitsBehind waits -> new Replayed("waits-behind", 0, waits.deadLetterId(), null);
            case ReplayOutcome.Gone gone ->
                throw Failure.conflict(
                        "events.already-ended", "Somebody else handled this event or gave it up a moment ago.");
        };
    }

    private static Failure gone() {
        return Failure.notFound("events.no-dead-letter", "There is no such dead letter (any more).");
    }
}
