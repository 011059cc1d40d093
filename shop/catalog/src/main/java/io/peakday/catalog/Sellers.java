package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** Who sells here. Sellers are few, are read from memory, and are never removed. */
public final class Sellers {
    private final Database database;
    private final Outbox outbox;
    private final Remembered<Map<UUID, Seller>> sellers = new Remembered<>(this::read);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public Sellers(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** By name. */
    public List<Seller> all() {
        return List.copyOf(sellers.get().values());
    }

    public Optional<Seller> find(UUID id) {
        Seller known = sellers.get().get(id);
        // Another node may have registered it a moment ago.
        return Optional.ofNullable(known != null ? known : sellers.refreshed().get(id));
    }

    /**
     * @param externalId null for a seller registered here
     * @throws Failure {@code catalog.invalid-seller}, {@code catalog.seller-exists}
     */
    public Seller register(@Nullable String externalId, String name) {
        UUID id = Ids.next();
        Seller seller =
                checked(new Checks(), new Seller(id, externalId == null ? id.toString() : externalId, name.strip()));
        try {
            return save(seller, """
                    insert into catalog.seller (name, id, external_id) values (?, ?, ?)""", seller.externalId());
        } catch (DuplicateKeyException e) {
            throw new Failure(
                    io.peakday.kernel.Fault.CONFLICT,
                    "catalog.seller-exists",
                    "There is a seller with this external id already.",
                    List.of(),
                    e);
        }
    }

    /** @throws Failure {@code catalog.invalid-seller}, {@code catalog.no-seller} */
    public Seller rename(UUID id, String name) {
        return rename(id, null, name);
    }

    /**
     * As {@link #rename(UUID, String)}, by who may believe that the external id can be changed as well. Compared with the row under its
     * lock: what is remembered may be older.
     *
     * @param externalId null or the present one
     * @throws Failure {@code catalog.invalid-seller} for another external id, too
     */
    Seller rename(UUID id, @Nullable String externalId, String name) {
        return database.transact(() -> {
            Seller present = locked(id).orElseThrow(Sellers::unknown);
            Checks checks = new Checks()
                    .require(
                            externalId == null || externalId.equals(present.externalId()),
                            "externalId",
                            "format",
                            "The external id of a seller cannot be changed.");
            Seller renamed = checked(checks, new Seller(id, present.externalId(), name.strip()));
            if (!renamed.equals(present)) {
                return save(renamed, "update catalog.seller set name = ? where id = ?");
            }
            if (!present.equals(sellers.get().get(id))) {
                changed();
            }
            return present;
        });
    }

    /** The seller with that external id, registered under that name where it is new. */
    public Seller ensure(String externalId, String name) {
        return byExternalId(sellers.get(), externalId)
                .or(() -> byExternalId(sellers.refreshed(), externalId))
                .orElseGet(() -> {
                    try {
                        return register(externalId, name);
                    } catch (Failure e) {
                        // Another node was quicker.
                        return byExternalId(sellers.refreshed(), externalId).orElseThrow(() -> e);
                    }
                });
    }

    /** For what is remembered with a seller's name in it. */
    void whenChanged(Runnable listener) {
        listeners.add(listener);
    }

    /** A seller changed on this node or another. */
    void changed() {
        sellers.forget();
        listeners.forEach(Runnable::run);
    }

    /** Grows with every change of a seller. */
    long changes() {
        return sellers.changes();
    }

    private Seller save(Seller seller, String sql, Object... more) {
        database.run(() -> {
            var statement = database.sql().sql(sql).param(seller.name()).param(seller.id());
            for (Object value : more) {
                statement = statement.param(value);
            }
            statement.update();
            outbox.append(
                    CatalogEvents.SELLER_CHANGED, seller.id().toString(), new CatalogEvents.SellerChanged(seller.id()));
            changed();
            database.afterCommit(this::changed);
        });
        return seller;
    }

    private Optional<Seller> locked(UUID id) {
        return database.sql()
                .sql("select id, external_id, name from catalog.seller where id = ? for update")
                .param(id)
                .query((row, n) -> new Seller(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .optional();
    }

    private Map<UUID, Seller> read() {
        Map<UUID, Seller> found = new LinkedHashMap<>();
        database.sql()
                .sql("select id, external_id, name from catalog.seller order by lower(name), id")
                .query(row -> {
                    UUID id = row.getObject(1, UUID.class);
                    found.put(id, new Seller(id, row.getString(2), row.getString(3)));
                });
        return found;
    }

    private static Optional<Seller> byExternalId(Map<UUID, Seller> all, String externalId) {
        return all.values().stream()
                .filter(seller -> seller.externalId().equals(externalId))
                .findFirst();
    }

    private static Seller checked(Checks checks, Seller seller) {
        checks.text("externalId", seller.externalId(), 1, Limits.EXTERNAL_ID)
                .text("name", seller.name(), 1, Limits.SELLER_NAME)
                .orThrow("catalog.invalid-seller", "This seller has fields that must be put right.");
        return seller;
    }

    private static Failure unknown() {
        return Failure.notFound("catalog.no-seller", "There is no such seller.");
    }
}
