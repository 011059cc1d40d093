package io.peakday.events;

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
        @DefaultValue @Valid Consumers consumers) {

    public EventSettings {
        if (consumers.inboxRetention().compareTo(topics.retention()) <= 0) {
            throw new IllegalArgumentException("peakday.events.consumers.inbox-retention must be longer than "
                    + "peakday.events.topics.retention, or an event read again late would be handled twice.");
        }
    }

    /** The defaults, with a prefix of one's own. */
    public static EventSettings withPrefix(String topicPrefix) {
        return new EventSettings(
                topicPrefix, "peakday", "local", "", Topics.defaults(), Relay.defaults(), Consumers.defaults());
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
            return new Topics(4, 0, Duration.ofDays(7));
        }
    }

    /**
     * The relay from outbox to Kafka.
     *
     * @param enabled whether this node competes for relaying
     * @param shards how many relays can be active at once in the whole installation; the same on every node
     * @param batch rows sent between two deletes
     * @param gather how long a relay that has just sent a batch that was not full lets rows gather before it sends the next;
     *     the first row after a pause is sent at once
     * @param idlePoll how often an idle relay looks without having been woken
     */
    public record Relay(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("2") @Min(1) @Max(64) int shards,
            @DefaultValue("2000") @Min(1) @Max(20_000) int batch,
            @DefaultValue("20ms") @NotNull Duration gather,
            @DefaultValue("500ms") @NotNull Duration idlePoll) {
        public static Relay defaults() {
            return new Relay(true, 2, 2_000, Duration.ofMillis(20), Duration.ofMillis(500));
        }
    }

    /**
     * The consumers.
     *
     * @param enabled whether this node takes part in durable subscriptions; broadcasts reach every node all the same
     * @param batch most events handled in one transaction
     * @param attempts most tries of one event before it becomes a dead letter
     * @param retryBudget longest time that failing events may hold back the others of one batch
     * @param inboxRetention how long a handled event is remembered; must be longer than the topics' retention
     * @param sessionTimeout after which silence a node's partitions go to the others
     */
    public record Consumers(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("500") @Min(1) @Max(10_000) int batch,
            @DefaultValue("5") @Min(1) @Max(100) int attempts,
            @DefaultValue("5s") @NotNull Duration retryBudget,
            @DefaultValue("14d") @NotNull Duration inboxRetention,
            @DefaultValue("6s") @NotNull Duration sessionTimeout) {
        public static Consumers defaults() {
            return new Consumers(true, 500, 5, Duration.ofSeconds(5), Duration.ofDays(14), Duration.ofSeconds(6));
        }
    }
}
