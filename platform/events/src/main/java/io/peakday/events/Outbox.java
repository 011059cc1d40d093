package io.peakday.events;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.KeyRing;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends facts in the transaction that makes them true: they are relayed if and only if it commits, in the order they
 * were appended for each key.
 *
 * <p>One statement for any number of facts. Two transactions that append for the same key keep their order if the second
 * appends after the first has committed, which is so wherever both change the same row first.
 */
public final class Outbox {
    /** Bytes of JSON one payload may have; well under what the broker takes, so that no row can ever block the relay. */
    public static final int MAX_PAYLOAD = 512 * 1024;

    /** Characters a key may have. */
    public static final int MAX_KEY = 200;

    private static final String INSERT = """
            insert into events.outbox (shard, event_id, topic, type, version, key, occurred_at, producer, region,
                                       traceparent, checksum, payload, signature)
            select e.shard, e.event_id, e.topic, e.type, e.version, e.key, ?, ?, ?, ?, e.checksum, e.payload, e.signature
            from unnest(?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[],
                        ?::text[])
                 as e (shard, event_id, topic, type, version, key, checksum, payload, signature)""";

    private final Database database;
    private final InstantSource clock;
    private final EventSettings settings;
    private final Wakeups wakeups = new Wakeups();
    private final SubjectKeys keys;
    private final EventKeys signing;
    private final CutOver cutOver;

    /** One that signs with a key of this process: for tests, and for whoever handles what they append themselves. */
    public Outbox(Database database, InstantSource clock, EventSettings settings) {
        this(database, clock, settings, new EventKeys(database, SigningSettings.ofThisProcess()));
    }

    public Outbox(Database database, InstantSource clock, EventSettings settings, EventKeys signing) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.keys = new SubjectKeys(database, clock);
        this.signing = signing;
        this.cutOver = new CutOver(database, clock, signing, settings);
    }

    /**
     * Appends a fact in the current transaction.
     *
     * @return the event's id
     * @throws IllegalStateException outside a transaction
     */
    public <T> UUID append(EventType<T> type, String key, T payload) {
        return appendFacts(List.of(new Fact<>(type, key, payload))).getFirst();
    }

    /** As {@link #append(EventType, String, Object)}, for many in one statement. */
    public <T> List<UUID> appendAll(EventType<T> type, List<Keyed<T>> keyed) {
        return appendFacts(facts(type, keyed));
    }

    /** As {@link #append(EventType, String, Object)}, for many of several types in one statement, in the given order. */
    public List<UUID> appendFacts(List<Fact<?>> facts) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event is appended in the transaction that makes it true");
        }
        return database.connection(tx -> {
            List<UUID> ids = insert(tx, facts);
            database.afterCommit(wakeups::appended);
            return ids;
        });
    }

    /** As {@link #append(EventType, String, Object)}, on a connection whose transaction the caller commits. */
    public <T> UUID append(Connection tx, EventType<T> type, String key, T payload) throws SQLException {
        return appendFacts(tx, List.of(new Fact<>(type, key, payload))).getFirst();
    }

    /** As {@link #appendAll(EventType, List)}, on a connection whose transaction the caller commits. */
    public <T> List<UUID> appendAll(Connection tx, EventType<T> type, List<Keyed<T>> keyed) throws SQLException {
        return appendFacts(tx, facts(type, keyed));
    }

    /** As {@link #appendFacts(List)}, on a connection whose transaction the caller commits. */
    public List<UUID> appendFacts(Connection tx, List<Fact<?>> facts) throws SQLException {
        if (tx.getAutoCommit()) {
            throw new IllegalStateException("an event is appended in the transaction that makes it true");
        }
        List<UUID> ids = insert(tx, facts);
        wakeups.appended();
        return ids;
    }

    /**
     * Makes what events say about these subjects unreadable, wherever their copies are: the customers or orders whose ids
     * are the events' keys. Part of the caller's transaction; there is no way back.
     */
    public void shred(Collection<UUID> subjects) {
        if (!subjects.isEmpty()) {
            keys.shred(subjects);
        }
    }

    /**
     * A payload as it lies in a table or on the broker, with its personal fields, for tools and tests.
     *
     * @param key the event's
     */
    public <T> T open(EventType<T> type, String key, byte[] payload) {
        UUID subject = SubjectKeys.subject(key);
        return Sealing.open(type, key, payload, keys.find(List.of(subject)).get(subject));
    }

    /** Keys for another purpose, derived from those that sign events: shared by the same nodes, outside of the database and of Kafka. */
    public KeyRing derivedKeys(String purpose) {
        return signing.derived(purpose);
    }

    EventKeys signing() {
        return signing;
    }

    CutOver cutOver() {
        return cutOver;
    }

    SubjectKeys keys() {
        return keys;
    }

    Database database() {
        return database;
    }

    InstantSource clock() {
        return clock;
    }

    EventSettings settings() {
        return settings;
    }

    Wakeups wakeups() {
        return wakeups;
    }

    private List<UUID> insert(Connection tx, List<Fact<?>> facts) throws SQLException {
        int n = facts.size();
        if (n == 0) {
            return List.of();
        }
        Short[] shards = new Short[n];
        UUID[] ids = new UUID[n];
        String[] topics = new String[n];
        String[] types = new String[n];
        Integer[] versions = new Integer[n];
        String[] keys = new String[n];
        String[] checksums = new String[n];
        String[] payloads = new String[n];
        String[] signatures = new String[n];
        @Nullable String trace = TraceContext.current();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<UUID, byte[]> secrets = secrets(tx, facts);
        for (int i = 0; i < n; i++) {
            Fact<?> fact = facts.get(i);
            EventType<?> type = fact.type();
            byte[] payload =
                    Sealing.seal(type, fact.key(), fact.payload(), secrets.get(SubjectKeys.subject(fact.key())));
            check(fact, payload);
            shards[i] = Shards.of(fact.key());
            ids[i] = Ids.next();
            topics[i] = type.topic();
            types[i] = type.name();
            versions[i] = type.version();
            keys[i] = fact.key();
            checksums[i] = Checksum.of(ids[i], type.name(), type.version(), fact.key(), payload);
            payloads[i] = new String(payload, StandardCharsets.UTF_8);
            Envelope event = new Envelope(
                    ids[i],
                    type.name(),
                    type.version(),
                    now,
                    settings.producer(),
                    settings.region(),
                    fact.key(),
                    trace,
                    checksums[i]);
            signatures[i] = signing.signature(type.topic(), event, payload);
        }
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            insert.setObject(1, SqlTime.of(now));
            insert.setString(2, settings.producer());
            insert.setString(3, settings.region());
            insert.setString(4, trace);
            insert.setArray(5, tx.createArrayOf("smallint", shards));
            insert.setArray(6, tx.createArrayOf("uuid", ids));
            insert.setArray(7, tx.createArrayOf("text", topics));
            insert.setArray(8, tx.createArrayOf("text", types));
            insert.setArray(9, tx.createArrayOf("int4", versions));
            insert.setArray(10, tx.createArrayOf("text", keys));
            insert.setArray(11, tx.createArrayOf("text", checksums));
            insert.setArray(12, tx.createArrayOf("text", payloads));
            insert.setArray(13, tx.createArrayOf("text", signatures));
            insert.executeUpdate();
        }
        return List.of(ids);
    }

    private Map<UUID, byte[]> secrets(Connection tx, List<Fact<?>> facts) throws SQLException {
        Set<UUID> subjects = new HashSet<>();
        for (Fact<?> fact : facts) {
            if (!fact.type().personal().isEmpty()) {
                subjects.add(SubjectKeys.subject(fact.key()));
            }
        }
        return subjects.isEmpty() ? Map.of() : keys.make(tx, subjects);
    }

    private static void check(Fact<?> fact, byte[] payload) {
        if (payload.length > MAX_PAYLOAD) {
            throw Failure.internal(
                    "events.payload-too-large",
                    "An event " + fact.type().name() + " has " + payload.length + " bytes; " + MAX_PAYLOAD
                            + " are allowed.",
                    null);
        }
        if (fact.key().isEmpty() || fact.key().length() > MAX_KEY) {
            throw Failure.internal(
                    "events.bad-key",
                    "The key of an event " + fact.type().name() + " must have 1 to " + MAX_KEY + " characters.",
                    null);
        }
    }

    private static <T> List<Fact<?>> facts(EventType<T> type, List<Keyed<T>> keyed) {
        return keyed.stream()
                .<Fact<?>>map(one -> new Fact<>(type, one.key(), one.payload()))
                .toList();
    }
}
