package io.peakday.eventsadmin.console;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Labels;
import io.peakday.consolekit.Query;
import io.peakday.consolekit.Refusal;
import io.peakday.events.DeadLetter;
import io.peakday.events.DeadLetters;
import io.peakday.events.DeadLetters.Listed;
import io.peakday.events.DeadLetters.ReplayOutcome;
import io.peakday.events.DeadLetters.ReplayReport;
import io.peakday.events.EventRuntime;
import io.peakday.events.Replays;
import io.peakday.events.SubscriptionStatus;
import io.peakday.eventsadmin.EventsAdminPermissions;
import io.peakday.eventsadmin.LetterCursors;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Events that could not be handled: what they hold, why they failed, and what is done about it. */
@RestController
@RequestMapping("/console/dead-letters")
@Requires(EventsAdminPermissions.Names.EVENTS_READ)
public final class DeadLettersController {
    private static final int PAGE = 50;

    private final DeadLetters letters;
    private final Replays replays;
    private final EventRuntime events;
    private final InstantSource clock;
    private final JsonMapper json;
    private final ConsoleContext context;
    private final Html html;

    public DeadLettersController(
            DeadLetters letters,
            Replays replays,
            EventRuntime events,
            InstantSource clock,
            JsonMapper json,
            ConsoleContext context,
            Html html) {
        this.letters = letters;
        this.replays = replays;
        this.events = events;
        this.clock = clock;
        this.json = json;
        this.context = context;
        this.html = html;
    }

    /**
     * The list, with how many there are of each subscription.
     *
     * @param held the subscriptions of this node that do not get on, or not as they should
     * @param replaying whether kept events are about to be sent again
     */
    public record ListPage(
            Frame frame,
            Query query,
            Map<String, Long> counts,
            List<DeadLetter> letters,
            @Nullable String next,
            List<SubscriptionStatus> held,
            boolean replaying) {}

    /** One dead letter; the payload is indented where it is JSON. */
    public record OnePage(Frame frame, DeadLetter letter, String payload) {}

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return list(request, HttpStatus.OK, null);
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> show(@PathVariable UUID id, HttpServletRequest request) {
        return one(letters.get(id).orElseThrow(DeadLettersController::gone), request, HttpStatus.OK, null);
    }

    @PostMapping("/{id}/replay")
    @Requires({EventsAdminPermissions.Names.EVENTS_READ, EventsAdminPermissions.Names.EVENTS_REPLAY})
    ResponseEntity<byte[]> replay(@PathVariable UUID id, HttpServletRequest request) {
        return outcome(id, request, "replayed", () -> letters.replay(id));
    }

    @PostMapping("/{id}/discard")
    @Requires({EventsAdminPermissions.Names.EVENTS_READ, EventsAdminPermissions.Names.EVENTS_REPLAY})
    ResponseEntity<byte[]> discard(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String reason, HttpServletRequest request) {
        return outcome(id, request, "discarded", () -> letters.discard(id, reason.strip()));
    }

    @PostMapping("/replay")
    @Requires({EventsAdminPermissions.Names.EVENTS_READ, EventsAdminPermissions.Names.EVENTS_REPLAY})
    ResponseEntity<byte[]> replayAll(@RequestParam String consumer, HttpServletRequest request) {
        try {
            ReplayReport report = letters.replayAll(consumer);
            if (report.stillFailing() > 0) {
                String sentence = report.handled() + " handled now; " + report.stillFailing()
                        + " still fail. Open one to read why.";
                return list(request, HttpStatus.CONFLICT, sentence);
            }
            return Html.see("/console/dead-letters?done=replayed&n=" + report.handled());
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            return list(request, refusal.status(), refusal.sentence());
        }
    }

    /** Has the events of the last hours sent again that the database keeps; what was handled is not handled twice. */
    @PostMapping("/replay-kept")
    @Requires({EventsAdminPermissions.Names.EVENTS_READ, EventsAdminPermissions.Names.EVENTS_REPLAY})
    ResponseEntity<byte[]> replayKept(
            @RequestParam int hours, @RequestParam(defaultValue = "") String topic, HttpServletRequest request) {
        try {
            // A minute less, so that "seven days" is not a moment too long by the time it is asked.
            Instant since = clock.instant().minus(Duration.ofHours(hours)).plus(Duration.ofMinutes(1));
            Replays.Asked asked = replays.since(since, topic.isBlank() ? null : topic.strip());
            return Html.see("/console/dead-letters?done=replay-kept&n=" + asked.events());
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            return list(request, refusal.status(), refusal.sentence());
        }
    }

    private ResponseEntity<byte[]> outcome(
            UUID id, HttpServletRequest request, String done, Supplier<ReplayOutcome> work) {
        DeadLetter letter = letters.get(id).orElseThrow(DeadLettersController::gone);
        try {
            return switch (work.get()) {
                case ReplayOutcome.Done(int handled) ->
                    Html.see("/console/dead-letters?done=" + done + "&n=" + handled);
                case ReplayOutcome.StillFailing failing
                when !failing.deadLetterId().equals(id) ->
                    list(
                            request,
                            HttpStatus.CONFLICT,
                            "That is done, but an event behind it failed again: " + failing.error());
                case ReplayOutcome.StillFailing failing ->
                    one(
                            letters.get(id).orElse(letter),
                            request,
                            HttpStatus.CONFLICT,
                            "It failed again: " + failing.error());
                case ReplayOutcome.WaitsBehind(UUID first) ->
                    one(
                            letter,
                            request,
                            HttpStatus.CONFLICT,
                            "It waits behind another event of its key, " + Labels.brief(first)
                                    + ", which has to be replayed or given up first.");
                case ReplayOutcome.Gone gone ->
                    list(request, HttpStatus.CONFLICT, "Somebody else handled this event or gave it up a moment ago.");
            };
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            return one(letters.get(id).orElse(letter), request, refusal.status(), refusal.sentence());
        }
    }

    private ResponseEntity<byte[]> list(HttpServletRequest request, HttpStatus status, @Nullable String problem) {
        Query query = Query.of("/console/dead-letters")
                .with("consumer", request.getParameter("consumer"))
                .with("cursor", request.getParameter("cursor"));
        String consumer = query.value("consumer");
        Listed page =
                letters.list(consumer.isEmpty() ? null : consumer, LetterCursors.read(query.value("cursor")), PAGE);
        Frame frame = context.frame(request, "events", "Dead letters").problem(problem);
        return html.page(
                status,
                "events/list",
                new ListPage(
                        frame,
                        query,
                        new TreeMap<>(letters.counts()),
                        page.letters(),
                        LetterCursors.of(page.next()),
                        events.subscriptions().stream()
                                .filter(SubscriptionStatus::degraded)
                                .toList(),
                        replays.pending() > 0));
    }

    private ResponseEntity<byte[]> one(
            DeadLetter letter, HttpServletRequest request, HttpStatus status, @Nullable String problem) {
        Frame frame = context.frame(request, "events", "Dead letter").problem(problem);
        return html.page(status, "events/page", new OnePage(frame, letter, indented(letter.payload())));
    }

    private String indented(String payload) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(payload));
        } catch (JacksonException e) {
            return payload; // corrupt: shown as it came
        }
    }

    private static Failure gone() {
        return Failure.notFound("events.no-dead-letter", "There is no such dead letter (any more).");
    }
}
