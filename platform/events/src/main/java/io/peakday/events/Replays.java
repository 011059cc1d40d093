package io.peakday.events;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replays of events that are still kept in the database after Kafka acknowledged them, for when Kafka, or what followed it, has
 * lost something. The relays send them again, in order, before anything newer of the same shard; durable subscriptions drop
 * those that they have handled, broadcast ones get them again.
 */
public final class Replays {
    private final Database database;
    private final InstantSource clock;
    private final Duration retention;

    public Replays(Database database, InstantSource clock, EventSettings settings) {
        this.database = database;
        this.clock = clock;
        this.retention = settings.sent().retention();
    }

    /**
     * What was asked for.
     *
     * @param id of the replay
     * @param events how many kept events it concerns
     */
    public record Asked(UUID id, long events) {}

    /** The records that are missing: of one topic that was, of one partition of it or of all, from a record on. */
    record Place(
            UUID topicId,
            @Nullable Integer partition,
            @Nullable Long from) {}

    /**
     * Has kept events sent again; returns at once, the relays see to it within seconds.
     *
     * @param since only those first sent at this time or later
     * @param topic only those of this topic, without the installation's prefix; null for all
     * @throws Failure {@code events.replay-too-old} if events of that time are not kept any more, {@code events.replay-future}
     *     if the time has not come yet
     */
    public Asked since(Instant since, @Nullable String topic) {
        Instant now = clock.instant();
        if (since.isAfter(now)) {
            throw Failure.invalid(
                    "events.replay-future", "There is nothing to replay since a time that has not come yet.");
        }
        if (since.isBefore(now.minus(retention))) {
            throw Failure.invalid(
                    "events.replay-too-old",
                    "Events are kept for " + words(retention) + " after they were sent; replay since a later time.");
        }
        return database.transact(() -> {
            long events = database.sql()
                    .sql("select count(*) from events.sent where sent_at >= :since"
                            + " and (:topic::text is null or topic = :topic)")
                    .param("since", SqlTime.of(since))
                    .param("topic", topic)
                    .query(Long.class)
                    .single();
            return new Asked(ask(database, topic, since, null, "asked for"), events);
        });
    }

    /** How many shards still have a replay before them. */
    public long pending() {
        return database.sql()
                .sql("select count(*) from events.replay")
                .query(Long.class)
                .single();
    }

    /** Asks every shard's relay, today's and those of the numbering before. */
    static UUID ask(
            Database database, @Nullable String topic, @Nullable Instant since, @Nullable Place place, String reason) {
        UUID id = Ids.next();
        database.sql()
                .sql("""
                        insert into events.replay (id, shard, topic, since, topic_id, partition, from_record, reason,
                                                   requested_at)
                        select :id, shard, :topic::text, :since::timestamptz, :topicId::uuid, :partition::int, :from::bigint,
                               :reason, now()
                        from generate_series(0, :last) as shard""")
                .param("id", id)
                .param("topic", topic)
                .param("since", SqlTime.ofNullable(since))
                .param("topicId", place == null ? null : place.topicId())
                .param("partition", place == null ? null : place.partition())
                .param("from", place == null ? null : place.from())
                .param("reason", reason)
                .param("last", Shards.FIRST + Shards.COUNT - 1)
                .update();
        return id;
    }

    private static String words(Duration retention) {
        return retention.toHours() % 24 == 0 ? retention.toDays() + " days" : retention.toHours() + " hours";
    }
}
