package io.peakday.events;

import io.peakday.engines.Database;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Remembers which subscription has dealt with which event. */
final class Inbox {
    private static final int PRUNE_AT_ONCE = 10_000;

    private final Database database;

    Inbox(Database database) {
        this.database = database;
    }

    /**
     * Claims events for a subscription within the current transaction: of two transactions claiming the same event, the
     * second waits for the first, and gets it only if the first rolls back.
     *
     * @return those that nobody has dealt with before
     */
    Set<UUID> claim(String consumer, Collection<UUID> eventIds, Instant now) {
        // Sorted, so that two transactions claiming overlapping sets cannot wait for each other in a circle.
        UUID[] sorted = eventIds.stream().distinct().sorted().toArray(UUID[]::new);
        return database.connection(tx -> {
            try (var insert = tx.prepareStatement("""
                    insert into events.inbox (consumer, event_id, handled_at)
                    select ?, e.id, ? from unnest(?::uuid[]) as e (id)
                    on conflict do nothing returning event_id""")) {
                insert.setString(1, consumer);
                insert.setObject(2, now.atOffset(ZoneOffset.UTC));
                insert.setArray(3, tx.createArrayOf("uuid", sorted));
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

    /** Forgets what was dealt with before the given time; safe on any number of nodes at once. Returns how many. */
    int prune(Instant before) {
        int pruned = 0;
        int now;
        do {
            now = database.sql()
                    .sql("""
                            delete from events.inbox where ctid = any(array(
                                select ctid from events.inbox where handled_at < :before
                                limit :limit for update skip locked))""")
                    .param("before", before.atOffset(ZoneOffset.UTC))
                    .param("limit", PRUNE_AT_ONCE)
                    .update();
            pruned += now;
        } while (now == PRUNE_AT_ONCE);
        return pruned;
    }
}
