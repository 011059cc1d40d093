package io.peakday.inventory;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;

/** The places where stock lies. Few, and rarely changed. */
public final class Locations {
    private final Database database;
    private final StockLedger ledger;

    Locations(Database database, StockLedger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** All of them, by priority, then code. */
    public List<Location> all() {
        return database.sql()
                .sql("select id, code, name, kind, priority, active from inventory.location order by priority, code")
                .query((row, n) -> location(row))
                .list();
    }

    /** The location of this code, if there is one. */
    public Optional<Location> byCode(String code) {
        return all().stream().filter(location -> location.code().equals(code)).findFirst();
    }

    /**
     * Stores the location under its id, new or changed. Switching it on or off changes what is available of everything that
     * lies there, and publishes it; with many variants that is a long transaction.
     *
     * @throws Failure {@code inventory.location-code-taken} if another location has its code
     */
    public void put(Location location) {
        try {
            database.run(() -> store(location));
        } catch (DuplicateKeyException e) {
            throw Failure.conflict(
                    "inventory.location-code-taken", "Another location has the code " + location.code() + ".");
        }
    }

    private void store(Location location) {
        database.connection(tx -> {
            ledger.lockRows(tx);
            return tx;
        });
        boolean switched = database.sql()
                .sql("select active from inventory.location where id = ? for update")
                .param(location.id())
                .query(Boolean.class)
                .optional()
                .map(active -> active != location.active())
                .orElse(false);
        Runnable write = () -> database.sql()
                .sql("""
                        insert into inventory.location (id, code, name, kind, priority, active)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set code = excluded.code, name = excluded.name, kind = excluded.kind,
                            priority = excluded.priority, active = excluded.active""")
                .params(
                        location.id(),
                        location.code(),
                        location.name(),
                        location.kind().name(),
                        location.priority(),
                        location.active())
                .update();
        if (switched) {
            switching(location.id(), write);
        } else {
            write.run();
        }
    }

    /** Holds everything that lies there still while it is switched, so that what is reported is exact. */
    private void switching(UUID locationId, Runnable write) {
        database.connection(tx -> {
            List<UUID> variants = database.sql()
                    .sql("select variant_id from inventory.stock where location_id = ?")
                    .param(locationId)
                    .query((row, n) -> row.getObject(1, UUID.class))
                    .list();
            Shelves before = ledger.lock(tx, variants);
            write.run();
            Shelves after = ledger.lock(tx, variants);
            List<Shelves.Change> changes = variants.stream()
                    .filter(variant -> before.available(variant) != after.available(variant))
                    .map(variant -> after.change(variant, before.available(variant)))
                    .toList();
            ledger.publish(changes);
            return changes.size();
        });
    }

    /** The active location of the first priority; made (a warehouse {@code main}) if there is none at all. */
    public Location primary() {
        return database.transact(() -> {
            Optional<Location> first = firstActive();
            if (first.isPresent()) {
                return first.get();
            }
            if (!all().isEmpty()) {
                throw Failure.conflict("inventory.no-active-location", "No location is active; switch one on.");
            }
            database.sql().sql("""
                            insert into inventory.location (id, code, name, kind, priority, active)
                            values (?, 'main', 'Main warehouse', 'WAREHOUSE', 10, true)
                            on conflict (code) do nothing""").param(Ids.next()).update();
            return firstActive().orElseThrow();
        });
    }

    /** As {@link #primary}, its id. */
    public UUID primaryId() {
        return primary().id();
    }

    private Optional<Location> firstActive() {
        return all().stream().filter(Location::active).findFirst();
    }

    private static Location location(ResultSet row) throws SQLException {
        return new Location(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("name"),
                Location.Kind.valueOf(row.getString("kind")),
                row.getInt("priority"),
                row.getBoolean("active"));
    }
}
