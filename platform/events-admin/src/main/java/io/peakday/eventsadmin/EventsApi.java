package io.peakday.eventsadmin;

import io.peakday.events.EventRuntime;
import io.peakday.events.Replays;
import io.peakday.events.SubscriptionStatus;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How events get from those that publish them to those that handle them, and sending kept ones again. */
@RestController
@Tag(name = "Events")
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
     * @param name of the subscription
     * @param state {@code STARTING}: it has no part of the events to read yet, and is not late; {@code RUNNING}: it reads and handles, or
     *     there is nothing to read; {@code ALONE}: it reads and handles without a consumer group, because Kafka does not keep one; {@code
     *     STALLED}: nothing it is to handle is handled
     * @param problem what holds it up, in a sentence; null if nothing does
     * @param lag events it has not read yet, as far as it knows
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

    /**
     * How events flow on the node that answers.
     *
     * @param subscriptions those in which the node takes part
     * @param pendingReplays shards whose relay has yet to put kept events back; 0 when every replay that was asked for is under way
     */
    record Flow(List<Subscribed> subscriptions, long pendingReplays) {}

    /**
     * What to send again.
     *
     * @param since events first sent at this time or later; not in the future, and not before the time for which events are kept, by default
     *     seven days; must not be left out
     * @param topic only of this topic, without the installation's prefix: {@code orders}; all if left out
     */
    record Replay(@Nullable Instant since, @Nullable String topic) {}

    /**
     * A replay that was asked for.
     *
     * @param id of the replay
     * @param events how many kept events are sent again; 0 if there are none, or no such topic
     */
    record Asked(UUID id, long events) {}

    /**
     * Says how events flow.
     *
     * <p>Subscriptions are those of the node that answers; replays those of all nodes.
     *
     * @return the subscriptions of this node, and the replays that are still to be done
     */
    @GetMapping
    Flow getEventFlow() {
        return new Flow(events.subscriptions().stream().map(Subscribed::of).toList(), replays.pending());
    }

    /**
     * Sends kept events again.
     *
     * <p>For when events were lost after they had been sent. Answers at once; the events are sent within seconds, in order, and before newer
     * ones. What was handled is not handled twice; only subscriptions that each node reads for itself get all of them again.
     *
     * @param body since when, and of which topic
     * @return how many events are sent again
     * @throws Failure {@code events.replay-since} (400) if {@code since} is missing
     * @throws Failure {@code events.replay-future} (400) if {@code since} has not come yet
     * @throws Failure {@code events.replay-too-old} (400) if events of that time are not kept any more
     */
    @PostMapping("/replay")
    @Requires({EventsAdminPermissions.Names.EVENTS_READ, EventsAdminPermissions.Names.EVENTS_REPLAY})
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Asked> replayEvents(@RequestBody Replay body) {
        if (body.since() == null) {
            throw Failure.invalid("events.replay-since", "Say since when kept events are to be sent again.");
        }
        Replays.Asked asked = replays.since(body.since(), body.topic());
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Asked(asked.id(), asked.events()));
    }
}
