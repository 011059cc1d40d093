package io.peakday.eventsadmin;

import io.peakday.events.DeadLetter;
import io.peakday.events.DeadLetters;
import io.peakday.events.DeadLetters.ReplayOutcome;
import io.peakday.events.DeadLetters.ReplayReport;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.web.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The events that could not be handled. */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
@Requires(EventsAdminPermissions.Names.EVENTS_READ)
final class DeadLetterApi {
    private final DeadLetters letters;

    DeadLetterApi(DeadLetters letters) {
        this.letters = letters;
    }

    /** What a replay did. */
    record Replayed(
            String outcome,
            int handled,
            @Nullable UUID about,
            @Nullable String error) {}

    /** Why an event is given up. */
    record Discard(@Nullable String reason) {}

    /** Newest first; {@code cursor} is the id of the last one of the page before. */
    @GetMapping
    Page<DeadLetter> list(
            @RequestParam(required = false) @Nullable String consumer,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") int limit) {
        List<DeadLetter> page = letters.list(consumer, cursor, limit);
        return new Page<>(page, page.size() < limit ? null : page.getLast().id().toString());
    }

    @GetMapping("/counts")
    Map<String, Long> counts() {
        return letters.counts();
    }

    @GetMapping("/{id}")
    DeadLetter get(@PathVariable UUID id) {
        return letters.get(id).orElseThrow(DeadLetterApi::gone);
    }

    @PostMapping("/{id}/replay")
    @Requires(EventsAdminPermissions.Names.EVENTS_REPLAY)
    ResponseEntity<Replayed> replay(@PathVariable UUID id) {
        get(id);
        return answer(letters.replay(id));
    }

    @PostMapping("/{id}/discard")
    @Requires(EventsAdminPermissions.Names.EVENTS_REPLAY)
    ResponseEntity<Replayed> discard(@PathVariable UUID id, @RequestBody Discard body) {
        get(id);
        return answer(letters.discard(id, body.reason() == null ? "" : body.reason()));
    }

    @PostMapping("/replay")
    @Requires(EventsAdminPermissions.Names.EVENTS_REPLAY)
    ReplayReport replayAll(@RequestParam String consumer) {
        return letters.replayAll(consumer);
    }

    private static ResponseEntity<Replayed> answer(ReplayOutcome outcome) {
        return switch (outcome) {
            case ReplayOutcome.Done done -> ResponseEntity.ok(new Replayed("handled", done.handled(), null, null));
            case ReplayOutcome.StillFailing failing ->
                ResponseEntity.status(HttpStatus.CONFLICT)
                        .body(new Replayed(
                                "still-failing", failing.handled(), failing.deadLetterId(), failing.error()));
            case ReplayOutcome.WaitsBehind waits ->
                ResponseEntity.status(HttpStatus.CONFLICT)
                        .body(new Replayed("waits-behind", 0, waits.deadLetterId(), null));
            case ReplayOutcome.Gone gone ->
                throw Failure.conflict(
                        "events.already-ended", "Somebody else handled this event or gave it up a moment ago.");
        };
    }

    private static Failure gone() {
        return Failure.notFound("events.no-dead-letter", "There is no such dead letter (any more).");
    }
}
