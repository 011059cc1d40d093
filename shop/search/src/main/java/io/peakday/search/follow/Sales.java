package io.peakday.search.follow;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Units sold by product, as counted outside. */
public final class Sales {
    private static final int MAX_READ = 10_000;

    private final Database database;
    private final InstantSource clock;

    public Sales(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds; rows are locked in the order of their ids. Units that are not positive are left out. */
    public void add(Map<UUID, Long> units) {
        Map<UUID, Long> inOrder = new TreeMap<>(units);
        inOrder.values().removeIf(count -> count <= 0);
        if (inOrder.isEmpty()) {
            return;
        }
        database.run(() -> database.connection(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into search.sales as s (product_id, units, changed_at) values (?, ?, ?)
                    on conflict (product_id) do update
                        set units = s.units + excluded.units, changed_at = excluded.changed_at""")) {
                for (Map.Entry<UUID, Long> entry : inOrder.entrySet()) {
                    insert.setObject(1, entry.getKey());
                    insert.setLong(2, entry.getValue());
                    insert.setObject(3, SqlTime.of(clock.instant()));
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        }));
    }

    Map<UUID, Long> of(Collection<UUID> ids) {
        Map<UUID, Long> units = new HashMap<>();
        database.sql()
                .sql("select product_id, units from search.sales where product_id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(row -> {
                    units.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        return units;
    }

    /** Changed at that time or later, the latest {@value #MAX_READ}. */
    Map<UUID, Long> since(Instant instant) {
        Map<UUID, Long> units = new LinkedHashMap<>();
        database.sql()
                .sql("select product_id, units from search.sales where changed_at >= ? order by changed_at desc limit "
                        + MAX_READ)
                .param(SqlTime.of(instant))
                .query(row -> {
                    units.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        return units;
    }
}
