package io.peakday.events;

import io.peakday.engines.SqlTime;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the outbox as a relay sees them through its session. What changes anything names the tokens of the leases it is
 * done under, in the statement itself: rows of shards whose lease has changed hands, or has run out, stay where they are.
 */
final class OutboxRows {
    /** The leases that are still held, by shard; locked, so that none changes hands before the statement has ended. */
    private static final String HELD = """
            held as (
                select h.shard from unnest(?::smallint[], ?::text[], ?::bigint[]) as h (shard, name, token)
                join events.lease l on l.name = h.name and l.token = h.token and l.expires_at > clock_timestamp()
                order by l.name for share of l)""";

    private static final String COLUMNS = """
            shard, id, event_id, topic, type, version, key, occurred_at, producer, region, traceparent, checksum,
            payload, signature, sent_at""";

    private final Connection session;
    private final String topicPrefix;
    private final double retentionSeconds;
    private int rotation;

    /** @param retention how long events are kept after they were first sent */
    OutboxRows(Connection session, String topicPrefix, Duration retention) {
        this.session = session;
        this.topicPrefix = topicPrefix;
        this.retentionSeconds = SqlTime.seconds(retention);
    }

    /**
     * A row: the event and where it goes.
     *
     * @param sentAt when it was first sent, if it is sent again
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
    record Row(
            short shard,
            long id,
            String topic,
            Envelope envelope,
            byte[] payload,
            @Nullable Instant sentAt) {}

    /** A row that Kafka has acknowledged, and where it stands there. */
    record Sent(Row row, UUID topicId, int partition, long record) {}

    /** Sets the session up for relaying. */
    void begin() throws SQLException {
        session.setAutoCommit(true);
        try (var statement = session.createStatement()) {
            // A move lost in a crash of the server is only a repeated send, so it need not wait for the disk.
            statement.execute("set synchronous_commit = off");
            // The table's size changes too quickly for what the planner knows of it; the index is always right.
            statement.execute("set enable_seqscan = off");
            statement.execute("set enable_bitmapscan = off");
            // Planned once: for short arrays the server would plan every look and every move again.
            statement.execute("set plan_cache_mode = force_generic_plan");
        }
    }

    /** Leaves the session as it was. */
    void end() throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("reset synchronous_commit");
            statement.execute("reset enable_seqscan");
            statement.execute("reset enable_bitmapscan");
            statement.execute("reset plan_cache_mode");
        }
    }

    /**
     * The oldest rows of each of the shards, in the order of each; none that is younger than a row of the numbering before,
     * which goes first. Every look begins with another shard, so that none waits indefinitely behind a full one.
     */
    List<Row> oldest(List<Short> shards, int limit) throws SQLException {
        if (shards.isEmpty()) {
            return List.of();
        }
        List<Short> rotated = new ArrayList<>(shards);
        Collections.rotate(rotated, -(rotation++ % rotated.size()));
        int each = Math.min(limit, Math.max(16, limit * 4 / rotated.size()));
        try (var select = session.prepareStatement("select o.* from unnest(?::smallint[]) as s (shard)"
                + " cross join lateral (select " + COLUMNS + " from events.outbox"
                + " where shard = s.shard and id < coalesce((select min(id) from events.outbox where shard < "
                + Shards.FIRST + "), " + Long.MAX_VALUE + ") order by id limit ?) as o limit ?")) {
            select.setArray(1, session.createArrayOf("smallint", rotated.toArray()));
            select.setInt(2, each);
            select.setInt(3, limit);
            return rows(select);
        }
    }

    /** The oldest rows of the numbering before; none that is younger than one of today's. */
    List<Row> oldestOfBefore(int limit) throws SQLException {
        try (var select = session.prepareStatement("select " + COLUMNS + " from events.outbox where shard < "
                + Shards.FIRST + " and exists (select from events.outbox where shard < " + Shards.FIRST + ")"
                + " and id < coalesce((select min(first.id) from generate_series(" + Shards.FIRST + ", "
                + (Shards.FIRST + Shards.COUNT - 1) + ") as s (shard) cross join lateral (select id from events.outbox"
                + " where shard = s.shard order by id limit 1) as first), " + Long.MAX_VALUE
                + ") order by id limit ?")) {
            select.setInt(1, limit);
            return rows(select);
        }
    }

    /**
     * Moves acknowledged rows from the queue to those that were sent, and notes how far Kafka has come, in one statement.
     *
     * @return how many it moved: fewer than given if a lease is lost
     */
    int move(List<Sent> acknowledged, Map<String, Long> tokens) throws SQLException {
        try (var move = session.prepareStatement("with " + HELD + """
                , acknowledged as (
                    select * from unnest(?::smallint[], ?::bigint[], ?::uuid[], ?::int[], ?::bigint[])
                        as a (shard, id, topic_id, partition, record)),
                moved as (
                    delete from events.outbox o using acknowledged a, held h
                    where h.shard = a.shard and o.shard = a.shard and o.id = a.id
                    returning o.shard, o.id, o.event_id, o.topic, o.type, o.version, o.key, o.occurred_at, o.producer,
                        o.region, o.traceparent, o.checksum, o.payload, o.signature, a.topic_id, a.partition, a.record,
                        o.sent_at),
                ends as (
                    insert into events.topic_end (topic, partition, topic_id, next_record, recorded_at)
                    select ? || topic, partition, topic_id, max(record) + 1, now() from moved
                    group by topic, partition, topic_id order by topic, partition
                    on conflict (topic, partition) do update
                    set next_record = excluded.next_record, recorded_at = excluded.recorded_at
                    where topic_end.topic_id = excluded.topic_id and topic_end.next_record < excluded.next_record)
                insert into events.sent (shard, id, event_id, topic, type, version, key, occurred_at, producer, region,
                    traceparent, checksum, payload, topic_id, partition, record, sent_at, signature)
                select shard, id, event_id, topic, type, version, key, occurred_at, producer, region, traceparent, checksum,
                    payload, topic_id, partition, record,
                    greatest(coalesce(sent_at, now()), now() - make_interval(secs => ?)), signature
                from moved""")) {
            List<Short> shards = acknowledged.stream()
                    .map(one -> one.row().shard())
                    .distinct()
                    .toList();
            int next = held(move, shards, tokens);
            move.setArray(
                    next++,
                    array("smallint", acknowledged.stream().map(one -> one.row().shard())));
            move.setArray(
                    next++,
                    array("bigint", acknowledged.stream().map(one -> one.row().id())));
            move.setArray(next++, array("uuid", acknowledged.stream().map(Sent::topicId)));
            move.setArray(next++, array("int4", acknowledged.stream().map(Sent::partition)));
            move.setArray(next++, array("bigint", acknowledged.stream().map(Sent::record)));
            move.setString(next++, topicPrefix);
            move.setDouble(next, retentionSeconds);
            return move.executeUpdate();
        }
    }

    /**
     * Puts back what replays ask for, of the shards of these leases: everything of a shard at once, so that the relay, which
     * sends a shard's rows in their order, sends the old ones before any that is not sent yet.
     *
     * @return how many events
     */
    int refill(List<Short> shards, Map<String, Long> tokens) throws SQLException {
        if (shards.isEmpty() || !asked(shards)) {
            return 0;
        }
        try (var statement = session.createStatement()) {
            statement.execute("set enable_seqscan = on");
            try (var refill = session.prepareStatement("with " + HELD + """
                    , asked as (
                        delete from events.replay r using held h where r.shard = h.shard returning r.*),
                    taken as (
                        delete from events.sent s using asked a
                        where a.shard = s.shard and (a.topic is null or a.topic = s.topic)
                          and (a.since is null or s.sent_at >= a.since)
                          and (a.topic_id is null or a.topic_id = s.topic_id)
                          and (a.partition is null or a.partition = s.partition)
                          and (a.from_record is null or s.record >= a.from_record)
                        returning s.*)
                    insert into events.outbox (shard, id, event_id, topic, type, version, key, occurred_at, producer,
                        region, traceparent, checksum, payload, sent_at, signature) overriding system value
                    select shard, id, event_id, topic, type, version, key, occurred_at, producer, region, traceparent,
                        checksum, payload, sent_at, signature
                    from taken""")) {
                held(refill, shards, tokens);
                return refill.executeUpdate();
            } finally {
                statement.execute("set enable_seqscan = off");
            }
        }
    }

    private boolean asked(List<Short> shards) throws SQLException {
        try (var select = session.prepareStatement("select exists (select from events.replay where shard = any(?))")) {
            select.setArray(1, array("smallint", shards.stream()));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** Binds what {@link #HELD} asks for. Returns the number of the next parameter. */
    private int held(PreparedStatement statement, List<Short> shards, Map<String, Long> tokens) throws SQLException {
        statement.setArray(1, array("smallint", shards.stream()));
        statement.setArray(2, array("text", shards.stream().map(Shards::lease)));
        statement.setArray(
                3, array("bigint", shards.stream().map(shard -> tokens.getOrDefault(Shards.lease(shard), -1L))));
        return 4;
    }

    private java.sql.Array array(String type, Stream<?> values) throws SQLException {
        return session.createArrayOf(type, values.toArray());
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                rows.add(row(result));
            }
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        Envelope envelope = new Envelope(
                row.getObject(3, UUID.class),
                row.getString(5),
                row.getInt(6),
                SqlTime.instant(row, 8),
                row.getString(9),
                row.getString(10),
                row.getString(7),
                row.getString(11),
                row.getString(12),
                row.getString(14));
        return new Row(
                row.getShort(1),
                row.getLong(2),
                row.getString(4),
                envelope,
                row.getString(13).getBytes(StandardCharsets.UTF_8),
                SqlTime.instantOrNull(row, 15));
    }
}
