package io.peakday.events;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which subscription has dealt with which event.
 *
 * <p>In parts, by the day the events were made, as their ids say (UUID version 7); a part is dropped whole when it is old
 * enough ({@link Days}). So an event that is older than the oldest part cannot be looked up, and is never taken for new: it is
 * claimed as <i>outside</i>, in a table of its own, and becomes a dead letter.
 */
final class Inbox {
    private static final int PRUNE_AT_ONCE = 10_000;
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    /** How far ahead of this node's clock an event may have been made and still only be early. */
    private static final Duration EARLY = Duration.ofDays(1);

    private final Database database;
    private volatile @Nullable Window window;

    Inbox(Database database) {
        this.database = database;
    }

    /** What the parts cover, in milliseconds as ids have them; read at a time of this process. */
    private record Window(long from, long to, long readAt) {
        boolean covers(UUID id) {
            long made = millis(id);
            return made >= from && made < to;
        }
    }

    /**
     * Events nobody has dealt with before.
     *
     * @param inside to be handled
     * @param outside not covered by the inbox any more, or by their ids never: to be dead-lettered
     */
    record Claimed(Set<UUID> inside, Set<UUID> outside) {}

    /** The part in which an event belongs is not there yet; the next try finds it. */
    static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotYet(UUID id) {
            super("the inbox has no part yet for the event " + id);
        }
    }

    /**
     * Claims events for a subscription within the current transaction: of two transactions claiming the same event, the
     * second waits for the first, and gets it only if the first rolls back.
     */
    Claimed claim(String consumer, Collection<UUID> eventIds, Instant now) {
        Window parts = window(eventIds);
        // Sorted, so that two transactions claiming overlapping sets cannot wait for each other in a circle.
        List<UUID> sorted = eventIds.stream().distinct().sorted().toList();
        for (UUID id : sorted) {
            if (millis(id) >= parts.to() && millis(id) < now.plus(EARLY).toEpochMilli()) {
                window = null;
                throw new NotYet(id);
            }
        }
        List<UUID> inside = sorted.stream().filter(parts::covers).toList();
        List<UUID> outside = sorted.stream().filter(id -> !parts.covers(id)).toList();
        try {
            return new Claimed(
                    insert("events.inbox", consumer, inside, now),
                    insert("events.inbox_outside", consumer, outside, now));
        } catch (RuntimeException e) {
            window = null; // perhaps a part was dropped since it was looked at
            throw e;
        }
    }

    private Set<UUID> insert(String table, String consumer, List<UUID> ids, Instant now) {
        if (ids.isEmpty()) {
            return new HashSet<>();
        }
        return database.connection(tx -> {
            try (var insert = tx.prepareStatement("insert into " + table + """
                     (consumer, event_id, handled_at)
                    select ?, e.id, ? from unnest(?::uuid[]) as e (id)
                    on conflict do nothing returning event_id""")) {
                insert.setString(1, consumer);
                insert.setObject(2, SqlTime.of(now));
                insert.setArray(3, tx.createArrayOf("uuid", ids.toArray()));
                Set<UUID> claimed = new HashSet<>();
                try (ResultSet rows = insert.executeQuery()) {
                    while (rows.next()) {
                        claimed.add(rows.getObject(1, UUID.class));
                    }
                }
                return claimed;
            }
        });
    }

    private Window window(Collection<UUID> ids) {
        Window known = window;
        if (known != null
                && System.nanoTime() - known.readAt() < LOOK_AGAIN.toNanos()
                && ids.stream().allMatch(known::covers)) {
            return known;
        }
        Window fresh = read();
        window = fresh;
        return fresh;
    }

    private Window read() {
        long readAt = System.nanoTime();
        return database.sql()
                .sql("""
                        select bool_or(day is null),
                               coalesce((extract(epoch from min(day)::timestamp at time zone 'UTC') * 1000)::bigint, 0),
                               coalesce((extract(epoch from (max(day) + 1)::timestamp at time zone 'UTC') * 1000)::bigint, 0)
                        from (select case when c.relname = 'inbox_before' then null else right(c.relname, 8)::date end as day
                              from pg_inherits i join pg_class c on c.oid = i.inhrelid
                              where i.inhparent = 'events.inbox'::regclass) as parts""")
                .query((rows, index) -> new Window(rows.getBoolean(1) ? 0 : rows.getLong(2), rows.getLong(3), readAt))
                .single();
    }

    /** The time in an id of version 7, as the database sorts ids. */
    private static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    /** Forgets what was dead-lettered before the given time; safe on any number of nodes at once. Returns how many. */
    int prune(Instant before) {
        int pruned = 0;
        int now;
        do {
            now = database.sql()
                    .sql("""
                            delete from events.inbox_outside where ctid = any(array(
                                select ctid from events.inbox_outside where handled_at < :before
                                limit :limit for update skip locked))""")
                    .param("before", SqlTime.of(before))
                    .param("limit", PRUNE_AT_ONCE)
                    .update();
            pruned += now;
        } while (now == PRUNE_AT_ONCE);
        return pruned;
    }
}
