package io.peakday.events;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Ids;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of dead letters. */
final class DeadLetterRows {
    private static final String COLUMNS = """
            id, position, consumer, event_id, topic, partition, record, type, version, key, occurred_at, producer,
            region, traceparent, checksum, payload, error, stack, digest, attempts, state, since, signature, claimed_id""";

    private static final int MAX_NAME = 400;
    private static final int MAX_REFUSED = 64 * 1024;
    private static final int MOST_SIGNED = 10_000;

    private final Database database;

    DeadLetterRows(Database database) {
        this.database = database;
    }

    /**
     * A row.
     *
     * @param position by which they are listed and replayed; the later one has the higher
     * @param payload the bytes as received
     * @param refused whether it was none of this store's events when it came
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
    record Row(
            long position,
            DeadLetter letter,
            byte[] payload,
            String topic,
            int partition,
            long offset,
            boolean refused) {}

    void add(
            String consumer,
            Incoming incoming,
            DeadLetter.State state,
            HandlingError error,
            int attempts,
            Instant now) {
        Envelope envelope = incoming.envelope();
        insert("""
                        insert into events.dead_letter
                            (id, consumer, event_id, topic, partition, record, type, version, key, occurred_at,
                             producer, region, traceparent, checksum, payload, error, stack, digest, attempts, state,
                             since, signature)
                        values (:id, :consumer, :event, :topic, :partition, :record, :type, :version, :key, :occurred,
                                :producer, :region, :trace, :checksum, :payload, :error, :stack, :digest, :attempts,
                                :state, :since, :signature)""", consumer, incoming, now)
                .param("event", envelope.id())
                .param("trace", envelope.traceparent() == null ? null : name(envelope.traceparent()))
                .param("payload", incoming.payload())
                .param("error", clean(error.error()))
                .param("stack", clean(error.stack()))
                .param("digest", error.digest())
                .param("attempts", attempts)
                .param("state", state.name())
                .update();
    }

    /**
     * Keeps a record that is none of this store's events, unless the subscription has enough of them. What it says of itself is
     * anybody's: so it is known by its place, and a large payload is only begun.
     */
    void refuse(String consumer, Incoming incoming, int most, Instant now) {
        Envelope envelope = incoming.envelope();
        byte[] payload = incoming.payload();
        insert("""
                        insert into events.dead_letter
                            (id, consumer, event_id, claimed_id, topic, partition, record, type, version, key, occurred_at,
                             producer, region, checksum, payload, error, stack, digest, attempts, state, since, signature)
                        select :id, :consumer, :place, :claimed, :topic, :partition, :record, :type, :version, :key, :occurred,
                               :producer, :region, :checksum, :payload, :error, '', 'refused', 0, 'DEAD', :since,
                               :signature::text
                        where (select count(*) from events.dead_letter where consumer = :consumer and claimed_id is not null)
                              < :most
                        on conflict do nothing""", consumer, incoming, now)
                .param("place", place(incoming))
                .param("claimed", envelope.id())
                .param("payload", payload.length <= MAX_REFUSED ? payload : Arrays.copyOf(payload, MAX_REFUSED))
                .param("error", String.valueOf(incoming.refusal()))
                .param("most", most)
                .update();
    }

    /** With what both kinds of letters say of a record. */
    private JdbcClient.StatementSpec insert(String sql, String consumer, Incoming incoming, Instant now) {
        Envelope envelope = incoming.envelope();
        return database.sql()
                .sql(sql)
                .param("id", Ids.next())
                .param("consumer", consumer)
                .param("topic", incoming.topic())
                .param("partition", incoming.partition())
                .param("record", incoming.offset())
                .param("type", name(envelope.type()))
                .param("version", envelope.schemaVersion())
                .param("key", name(envelope.key()))
                .param("occurred", SqlTime.of(envelope.occurredAt()))
                .param("producer", name(envelope.producer()))
                .param("region", name(envelope.region()))
                .param("checksum", name(envelope.checksum()))
                .param("since", SqlTime.of(now))
                .param("signature", envelope.signature() == null ? null : name(envelope.signature()));
    }

    private static UUID place(Incoming incoming) {
        String place = incoming.topic() + "/" + incoming.partition() + "@" + incoming.offset();
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }

    /** Signs those of the version before, as they are; in the caller's transaction. */
    void signAll(EventKeys keys) {
        List<Row> unsigned = database.sql()
                .sql("select " + COLUMNS + " from events.dead_letter where signature is null and claimed_id is null"
                        + " order by position limit " + MOST_SIGNED)
                .query(DeadLetterRows::row)
                .list();
        for (Row row : unsigned) {
            database.sql()
                    .sql("update events.dead_letter set signature = :signature where id = :id")
                    .param("signature", keys.signature(row.topic(), row.letter().envelope(), row.payload()))
                    .param("id", row.letter().id())
                    .update();
        }
    }

    /** Those of the keys that have dead letters; their rows stay locked until the transaction ends. */
    Set<String> blocked(String consumer, Collection<String> keys) {
        String[] sorted =
                keys.stream().map(DeadLetterRows::name).distinct().sorted().toArray(String[]::new);
        return database.connection(tx -> {
            try (var select = tx.prepareStatement("""
                    select key from events.dead_letter where consumer = ? and key = any(?) and claimed_id is null
                    order by key, position for update""")) {
                select.setString(1, consumer);
                select.setArray(2, tx.createArrayOf("text", sorted));
                Set<String> blocked = new HashSet<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        blocked.add(rows.getString(1));
                    }
                }
                return blocked;
            }
        });
    }

    /** Newest first, at positions before that one, which a row need not have any more. */
    List<Row> page(@Nullable String consumer, @Nullable Long before, int limit) {
        return database.sql()
                .sql("select " + COLUMNS + """
                         from events.dead_letter
                        where (:consumer::text is null or consumer = :consumer)
                          and (:before::bigint is null or position < :before)
                        order by position desc limit :limit""")
                .param("consumer", consumer)
                .param("before", before)
                .param("limit", limit)
                .query(DeadLetterRows::row)
                .list();
    }

    Optional<Row> find(UUID id) {
        return database.sql()
                .sql("select " + COLUMNS + " from events.dead_letter where id = :id")
                .param("id", id)
                .query(DeadLetterRows::row)
                .optional();
    }

    /** The oldest dead letter of a key, locked. */
    Optional<Row> lockHead(String consumer, String key) {
        return database.sql()
                .sql("select " + COLUMNS + """
                         from events.dead_letter where consumer = :consumer and key = :key and claimed_id is null
                        order by position limit 1 for update""")
                .param("consumer", consumer)
                .param("key", name(key))
                .query(DeadLetterRows::row)
                .optional();
    }

    Optional<Row> lock(UUID id) {
        return database.sql()
                .sql("select " + COLUMNS + " from events.dead_letter where id = :id for update")
                .param("id", id)
                .query(DeadLetterRows::row)
                .optional();
    }

    /** What can be replayed next, oldest first: of an ordered subscription the first of each key, else all. */
    List<UUID> heads(String consumer, boolean ordered) {
        return ids(
                ordered
                        ? """
                        select id from (select distinct on (key) id, position from events.dead_letter
                                        where consumer = :consumer and claimed_id is null order by key, position) as heads
                        order by position"""
                        : "select id from events.dead_letter where consumer = :consumer and claimed_id is null order by position",
                consumer);
    }

    /** Parked events that nothing holds back any more, because a replay ended halfway. */
    List<UUID> stranded(String consumer) {
        return ids("""
                select id from (select distinct on (key) id, position, state from events.dead_letter
                                where consumer = :consumer and claimed_id is null order by key, position) as heads
                where state = 'PARKED' order by position""", consumer);
    }

    private List<UUID> ids(String select, String consumer) {
        return database.sql()
                .sql(select)
                .param("consumer", consumer)
                .query((rows, index) -> rows.getObject(1, UUID.class))
                .list();
    }

    boolean isDiscarded(UUID id) {
        return database.sql()
                .sql("select exists (select from events.discarded where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void delete(UUID id) {
        database.sql()
                .sql("delete from events.dead_letter where id = :id")
                .param("id", id)
                .update();
    }

    void failedAgain(UUID id, HandlingError error) {
        database.sql()
                .sql("""
                        update events.dead_letter
                        set state = 'DEAD', attempts = attempts + 1, error = :error, stack = :stack, digest = :digest
                        where id = :id""")
                .param("error", clean(error.error()))
                .param("stack", clean(error.stack()))
                .param("digest", error.digest())
                .param("id", id)
                .update();
    }

    void discard(Row row, String reason, Instant now) {
        database.sql()
                .sql("""
                        insert into events.discarded (id, consumer, event_id, type, key, payload, reason, discarded_at)
                        values (:id, :consumer, :event, :type, :key, :payload, :reason, :at)""")
                .param("id", row.letter().id())
                .param("consumer", row.letter().consumer())
                .param("event", row.letter().envelope().id())
                .param("type", row.letter().envelope().type())
                .param("key", row.letter().envelope().key())
                .param("payload", row.payload())
                .param("reason", reason)
                .param("at", SqlTime.of(now))
                .update();
        delete(row.letter().id());
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        database.sql()
                .sql("select consumer, count(*) from events.dead_letter group by consumer")
                .query(rows -> {
                    counts.put(rows.getString(1), rows.getLong(2));
                });
        return counts;
    }

    private static Row row(ResultSet rows, int index) throws SQLException {
        UUID claimed = rows.getObject("claimed_id", UUID.class);
        Envelope envelope = new Envelope(
                claimed == null ? rows.getObject("event_id", UUID.class) : claimed,
                rows.getString("type"),
                rows.getInt("version"),
                SqlTime.instant(rows, "occurred_at"),
                rows.getString("producer"),
                rows.getString("region"),
                rows.getString("key"),
                rows.getString("traceparent"),
                rows.getString("checksum"),
                rows.getString("signature"));
        byte[] payload = rows.getBytes("payload");
        String topic = rows.getString("topic");
        int partition = rows.getInt("partition");
        long offset = rows.getLong("record");
        DeadLetter letter = new DeadLetter(
                rows.getObject("id", UUID.class),
                rows.getString("consumer"),
                envelope,
                new String(payload, StandardCharsets.UTF_8),
                topic + "/" + partition + "@" + offset,
                rows.getString("error"),
                rows.getString("stack"),
                rows.getString("digest"),
                rows.getInt("attempts"),
                DeadLetter.State.valueOf(rows.getString("state")),
                SqlTime.instant(rows, "since"));
        return new Row(rows.getLong("position"), letter, payload, topic, partition, offset, claimed != null);
    }

    /** PostgreSQL's text cannot hold NUL, which a corrupt record may contain. */
    private static String clean(String text) {
        return text.replace("\0", "\uFFFD");
    }

    /** A key, or another name, of a record that may be anybody's: as much of it as an index holds. */
    static String name(String text) {
        int length = text.codePointCount(0, text.length());
        return clean(length <= MAX_NAME ? text : text.substring(0, text.offsetByCodePoints(0, MAX_NAME)));
    }
}
