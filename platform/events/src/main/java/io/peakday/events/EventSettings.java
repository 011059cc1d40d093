package io.peakday.events;

import io.peakday.engines.SettingDefaults;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the event system, under {@code peakday.events}.
 *
 * @param topicPrefix before every topic and consumer group, so that installations and tests can share a cluster
 * @param producer the program's name in the envelope
 * @param region the region's name in the envelope
 * @param node a name that survives restarts and that no other live node bears; with it a restarted node takes its
 *     partitions back at once (Kafka's static membership), without it the group waits for the dead member's session to end
 */
@ConfigurationProperties("peakday.events")
@Validated
public record EventSettings(
        @DefaultValue("peakday.") @Pattern(regexp = "[a-zA-Z0-9._-]{0,80}")
        String topicPrefix,

        @DefaultValue("peakday") @NotNull @Pattern(regexp = "[a-zA-Z0-9._-]{1,80}")
        String producer,

        @DefaultValue("local") @NotNull @Pattern(regexp = "[a-zA-Z0-9._-]{1,80}")
        String region,

        @DefaultValue("") @Pattern(regexp = "[a-zA-Z0-9._-]{0,80}")
        String node,

        @DefaultValue @Valid Topics topics,
        @DefaultValue @Valid Relay relay,
        @DefaultValue @Valid Sent sent,
        @DefaultValue @Valid Consumers consumers) {

    public EventSettings {
        Duration longest = topics.retention().plus(sent.retention());
        if (consumers.inboxRetention().compareTo(longest) <= 0) {
            throw new IllegalArgumentException(
                    "peakday.events.consumers.inbox-retention must be longer than peakday.events.topics.retention and "
                            + "peakday.events.sent.retention together (" + longest.toHours()
                            + " hours), or an event that is replayed and read again late would be met with an inbox that has"
                            + " forgotten it.");
        }
    }

    /** The defaults, with a prefix of one's own. */
    public static EventSettings withPrefix(String topicPrefix) {
        EventSettings defaults = SettingDefaults.of(EventSettings.class);
        return new EventSettings(
                topicPrefix,
                defaults.producer,
                defaults.region,
                defaults.node,
                defaults.topics,
                defaults.relay,
                defaults.sent,
                defaults.consumers);
    }

    /**
     * How topics are created when they are first needed. Existing topics are left as they are.
     *
     * @param partitions of a new topic; the order per key holds only while this number stays, so choose it for growth
     * @param replication of a new topic; 0 leaves it to the broker's default
     * @param retention how long Kafka keeps events
     */
    public record Topics(
            @DefaultValue("4") @Min(1) @Max(1024) int partitions,
            @DefaultValue("0") @Min(0) @Max(10) int replication,
            @DefaultValue("7d") @NotNull Duration retention) {
        public static Topics defaults() {
            return SettingDefaults.of(Topics.class);
        }
    }

    /**
     * The relay from outbox to Kafka.
     *
     * @param enabled whether this node competes for relaying
     * @param shards how many lanes share the 64 logical shards on a node, each with a session and a producer of its own; may be
     *     changed at any time and differ from node to node
     * @param batch rows sent between two moves
     * @param gather how long a relay that has just sent a batch that was not full lets rows gather before it sends the next;
     *     the first row after a pause is sent at once
     * @param idlePoll how often an idle relay looks without having been woken
     * @param lease how long a relay that does not renew it keeps its shards from the others
     */
    public record Relay(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("2") @Min(1) @Max(64) int shards,
            @DefaultValue("2000") @Min(1) @Max(20_000) int batch,
            @DefaultValue("50ms") @NotNull Duration gather,
            @DefaultValue("500ms") @NotNull Duration idlePoll,
            @DefaultValue("10s") @NotNull Duration lease) {
        public Relay {
            if (lease.toMillis() < 500) {
                throw new IllegalArgumentException("peakday.events.relay.lease must be half a second at least.");
            }
            if (lease.compareTo(Leases.LONGEST) > 0) {
                throw new IllegalArgumentException("peakday.events.relay.lease must be ten minutes at most.");
            }
        }

        public static Relay defaults() {
            return SettingDefaults.of(Relay.class);
        }
    }

    /**
     * What Kafka has acknowledged.
     *
     * @param retention how long the database keeps it, so that nothing is lost with Kafka's disks and events can be replayed;
     *     forgotten by whole days
     */
    public record Sent(@DefaultValue("7d") @NotNull Duration retention) {
        public Sent {
            if (retention.toHours() < 1) {
                throw new IllegalArgumentException("peakday.events.sent.retention must be an hour at least.");
            }
        }

        public static Sent defaults() {
            return SettingDefaults.of(Sent.class);
        }
    }

    /**
     * The consumers.
     *
     * @param enabled whether this node takes part in durable subscriptions; broadcasts reach every node all the same
     * @param batch most events handled in one transaction
     * @param attempts most tries of one event before it becomes a dead letter
     * @param retryBudget longest time that failing events may hold back the others of one batch
     * @param inboxRetention how long a handled event is remembered, from when it was made; must be longer than topics and database
     *     keep events together; an event that is older than this when it comes becomes a dead letter, unhandled
     * @param sessionTimeout after which silence a node's partitions go to the others
     * @param groupPatience how long Kafka may leave a subscription without its consumer group, while it answers otherwise, before
     *     the subscription is read without one, from where the database says that it had come to
     */
    public record Consumers(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("500") @Min(1) @Max(10_000) int batch,
            @DefaultValue("5") @Min(1) @Max(100) int attempts,
            @DefaultValue("5s") @NotNull Duration retryBudget,
            @DefaultValue("16d") @NotNull Duration inboxRetention,
            @DefaultValue("6s") @NotNull Duration sessionTimeout,
            @DefaultValue("30s") @NotNull Duration groupPatience) {
        public static Consumers defaults() {
            return SettingDefaults.of(Consumers.class);
        }
    }
}
