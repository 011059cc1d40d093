package io.peakday.events;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The keys under which the personal fields of events are sealed, one for each subject: the customer or the order that the
 * event's key names. A key that was shredded is never made again while an event of its time may be left.
 */
final class SubjectKeys {
    /** Longer than any event that is not a dead letter is kept anywhere. */
    private static final int KEPT_DAYS = 60;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String MAKE = """
            with made as (
                insert into events.subject_key as k (subject, key, used_on)
                select subject, key, ?::date from unnest(?::uuid[], ?::bytea[]) as asked (subject, key) order by subject
                on conflict (subject) do update set used_on = excluded.used_on where k.used_on < excluded.used_on
                returning subject, key)
            select subject, key from made
            union all
            select subject, key from events.subject_key
            where subject = any(?) and subject not in (select subject from made)""";

    private final Database database;
    private final InstantSource clock;

    SubjectKeys(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whom an event with this key is about. */
    static UUID subject(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The keys to seal with, made where there were none; a subject whose key was shredded is left out. */
    Map<UUID, byte[]> make(Connection tx, Collection<UUID> subjects) throws SQLException {
        UUID[] asked = new TreeSet<>(subjects).toArray(UUID[]::new);
        byte[][] fresh = new byte[asked.length][32];
        for (byte[] one : fresh) {
            RANDOM.nextBytes(one);
        }
        Map<UUID, byte[]> keys = new HashMap<>();
        int seen = 0;
        try (PreparedStatement make = tx.prepareStatement(MAKE)) {
            make.setObject(1, today());
            make.setArray(2, tx.createArrayOf("uuid", asked));
            make.setArray(3, tx.createArrayOf("bytea", fresh));
            make.setArray(4, tx.createArrayOf("uuid", asked));
            try (ResultSet rows = make.executeQuery()) {
                seen = read(rows, keys);
            }
        }
        // Somebody else made some of them just now: this statement began too early to see those.
        return seen < asked.length ? find(tx, asked) : keys;
    }

    /** The keys that this subscription reads with. */
    Map<UUID, byte[]> find(Subscription subscription, Collection<UUID> subjects) {
        return subscription.isImpersonal() ? Map.of() : find(subjects);
    }

    /** The keys that are there. */
    Map<UUID, byte[]> find(Collection<UUID> subjects) {
        return subjects.isEmpty()
                ? Map.of()
                : database.connection(tx -> find(tx, new TreeSet<>(subjects).toArray(UUID[]::new)));
    }

    /**
     * Shreds the keys, in the caller's transaction: what was sealed for these subjects is gone everywhere. What an earlier
     * version wrote unsealed is taken out of the dead letters, and what errors said about their events.
     */
    void shred(Collection<UUID> subjects) {
        UUID[] asked = new TreeSet<>(subjects).toArray(UUID[]::new);
        Instant now = clock.instant();
        database.sql().sql("""
                        insert into events.subject_key (subject, key, used_on, shredded_at)
                        select subject, null::bytea, ?::date, ?::timestamptz from unnest(?::uuid[]) as gone (subject) order by subject
                        on conflict (subject) do update
                        set key = null, used_on = excluded.used_on, shredded_at = excluded.shredded_at""").params(today(), SqlTime.of(now), asked).update();
        String[] keys = java.util.Arrays.stream(asked).map(UUID::toString).toArray(String[]::new);
        for (String table : new String[] {"dead_letter", "discarded"}) {
            // Every personal event has an e-mail address in it; one that is sealed shows none.
            database.sql()
                    .sql("delete from events." + table + " where key = any(?) and position('@'::bytea in payload) > 0")
                    .param(keys)
                    .update();
        }
        database.sql()
                .sql("update events.dead_letter set error = 'Erased', stack = '' where key = any(?)")
                .param(keys)
                .update();
        database.sql()
                .sql("update events.discarded set reason = 'Erased' where key = any(?)")
                .param(keys)
                .update();
    }

    /** Forgets keys that nothing which is left can have been sealed with. Safe on any number of nodes. */
    int prune() {
        return database.sql().sql("""
                        delete from events.subject_key k
                        where used_on < ? and not exists (select from events.dead_letter where key = k.subject::text)""").param(today().minusDays(KEPT_DAYS)).update();
    }

    private static Map<UUID, byte[]> find(Connection tx, UUID[] subjects) throws SQLException {
        Map<UUID, byte[]> keys = new HashMap<>();
        try (PreparedStatement find =
                tx.prepareStatement("select subject, key from events.subject_key where subject = any(?)")) {
            find.setArray(1, tx.createArrayOf("uuid", subjects));
            try (ResultSet rows = find.executeQuery()) {
                read(rows, keys);
            }
        }
        return keys;
    }

    private static int read(ResultSet rows, Map<UUID, byte[]> keys) throws SQLException {
        int seen = 0;
        while (rows.next()) {
            seen++;
            byte[] key = rows.getBytes(2);
            if (key != null) {
                keys.put(rows.getObject(1, UUID.class), key);
            }
        }
        return seen;
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
