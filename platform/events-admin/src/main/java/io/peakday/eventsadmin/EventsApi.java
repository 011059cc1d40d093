package io.peakday.eventsadmin;

import io.peakday.events.EventRuntime;
import io.peakday.events.Replays;
import io.peakday.events.SubscriptionStatus;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How events flow, and sending kept ones again. */
@RestController
@RequestMapping("/api/v1/admin/events")
@Requires(EventsAdminPermissions.Names.EVENTS_READ)
final class EventsApi {
    private final EventRuntime events;
    private final Replays replays;

    EventsApi(EventRuntime events, Replays replays) {
        this.events = events;
        this.replays = replays;
    }

    /**
     * A subscription on the node that answers.
     *
     * @param idleSeconds since it last got on, or found that there was nothing to do
     */
    record Subscribed(String name, String state, @Nullable String problem, long lag, long idleSeconds) {
        static Subscribed of(SubscriptionStatus status) {
            return new Subscribed(
                    status.name(),
                    status.state().name(),
                    status.problem(),
                    status.lag(),
                    status.idle().toSeconds());
        }
    }

    /** @param pendingReplays shards whose relay has yet to put kept events back */
    record Flow(List<Subscribed> subscriptions, long pendingReplays) {}

    /**
     * What to send again.
     *
     * @param since events first sent at this time or later
     * @param topic only of this topic; all if left out
     */
    record Replay(@Nullable Instant since, @Nullable String topic) {}

    /** @param events how many kept events are sent again */
    record Asked(UUID id, long events) {}

    @GetMapping
    Flow flow() {
        return new Flow(events.subscriptions().stream().map(Subscribed::of).toList(), replays.pending());
    }

    /** Answers at once; the relays send them again within seconds. What was handled is not handled twice. */
    @PostMapping("/replay")
    @Requires({EventsAdminPermissions.Names.EVENTS_READ, EventsAdminPermissions.Names.EVENTS_REPLAY})
    ResponseEntity<Asked> replay(@RequestBody Replay body) {
        if (body.since() == null) {
            throw Failure.invalid("events.replay-since", "Say since when kept events are to be sent again.");
        }
        Replays.Asked asked = replays.since(body.since(), body.topic());
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Asked(asked.id(), asked.events()));
    }
}
