package io.peakday.sale;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Money;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reading and writing sales and their counters. */
final class SaleRows {
    private final Database database;

    SaleRows(Database database) {
        this.database = database;
    }

    /** False where there is a sale with this id. */
    boolean insert(UUID id, UUID group, SaleDraft draft) {
        AdmissionPolicy admission = draft.admission();
        int inserted = database.sql()
                .sql("""
                        insert into sale.sale (id, group_id, name, variant_id, price_minor, currency, set_aside, per_customer,
                                               hold_seconds, opens_at, closes_at, admissions_per_second, challenge_bits, access_code)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, nullif(upper(?), '')) on conflict (id) do nothing""")
                .params(
                        id,
                        group,
                        draft.name().strip(),
                        draft.variantId(),
                        draft.price().minor(),
                        draft.price().currency().getCurrencyCode(),
                        draft.allocated(),
                        draft.perCustomer(),
                        draft.hold().toSeconds(),
                        SqlTime.of(draft.opensAt()),
                        SqlTime.of(draft.closesAt()),
                        admission == null ? 0 : admission.admissionsPerSecond(),
                        admission == null ? 0 : admission.challengeBits(),
                        Objects.requireNonNullElse(draft.accessCode(), ""))
                .update();
        if (inserted == 0) {
            return false;
        }
        database.sql()
                .sql("insert into sale.counter (sale_id, available, held, sold) values (?, ?, 0, 0)")
                .params(id, draft.allocated())
                .update();
        return true;
    }

    Optional<Sale> find(UUID id) {
        return database.sql()
                .sql("select * from sale.sale where id = ?")
                .param(id)
                .query((row, n) -> sale(row))
                .optional();
    }

    /** @throws io.peakday.kernel.Failure {@code sale.not-found} */
    Sale require(UUID id) {
        return find(id).orElseThrow(FlashSales::notFound);
    }

    /** Newest opening first. */
    List<Sale> list(@Nullable Instant openingBefore, @Nullable UUID before, int limit) {
        return database.sql()
                .sql("""
                        select * from sale.sale
                        where :at::timestamptz is null or (opens_at, id) < (:at::timestamptz, :id::uuid)
                        order by opens_at desc, id desc limit :limit""")
                .param("at", SqlTime.ofNullable(openingBefore))
                .param("id", before)
                .param("limit", limit)
                .query((row, n) -> sale(row))
                .list();
    }

    Optional<SaleCount> count(UUID id) {
        return database.sql()
                .sql("select available, held, sold, returned from sale.counter where sale_id = ?")
                .param(id)
                .query((row, n) -> new SaleCount(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
                .optional();
    }

    /** The items of a sale, the first one first. */
    List<Sale> group(UUID group) {
        return database.sql()
                .sql("select * from sale.sale where group_id = ? order by id <> group_id, id")
                .param(group)
                .query((row, n) -> sale(row))
                .list();
    }

    /**
     * Waits for the claims of all its items that are under way; none is granted, and no item added, until the transaction ends. The
     * counters are locked in the order of their ids, as everywhere; the group itself first, because an item that is just being
     * added has no counter that could be waited for.
     */
    void lockGroup(UUID group) {
        database.sql()
                .sql("select pg_advisory_xact_lock(hashtextextended(?::text, 0))")
                .param(group)
                .query(row -> {});
        database.sql().sql("""
                        select c.sale_id from sale.counter c join sale.sale s on s.id = c.sale_id where s.group_id = ?
                        order by c.sale_id for update of c""").param(group).query(row -> {});
    }

    /** What says whether a sale is open. */
    Instant databaseTime() {
        return database.sql()
                .sql("select clock_timestamp()")
                .query((row, n) -> SqlTime.instant(row, 1))
                .single();
    }

    /** How many claims of this item were ever granted. */
    long granted(UUID id) {
        return database.sql()
                .sql("select granted from sale.counter where sale_id = ?")
                .param(id)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    /** Of an item that was never claimed; the counter is locked. */
    void delete(UUID id) {
        database.sql()
                .sql("delete from sale.counter where sale_id = ?")
                .param(id)
                .update();
        database.sql().sql("delete from sale.sale where id = ?").param(id).update();
    }

    /** The code of a sale, whichever of its items are left; empty if there is no such sale. */
    Optional<Optional<String>> accessCode(UUID group) {
        return database.sql()
                .sql("select access_code from sale.sale where group_id = ? limit 1")
                .param(group)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional();
    }

    /** Waits for the claims under way; none is granted until the transaction ends. */
    boolean lock(UUID id) {
        return database.sql()
                .sql("select 1 from sale.counter where sale_id = ? for update")
                .param(id)
                .query((row, n) -> row.getInt(1))
                .optional()
                .isPresent();
    }

    /** The units of claims that were held can be claimed again; the counter is locked. */
    void release(UUID id, int claims, int units) {
        database.sql().sql("""
                        update sale.counter set available = available + ?, held = held - ?, ended_claims = ended_claims + ?
                        where sale_id = ?""").params(units, units, claims, id).update();
    }

    void setPaused(UUID group, boolean paused) {
        database.sql()
                .sql("update sale.sale set paused = ?, version = version + 1 where group_id = ?")
                .params(paused, group)
                .update();
    }

    void stop(UUID group) {
        database.sql().sql("""
                        update sale.sale set stopped_at = clock_timestamp(), version = version + 1
                        where group_id = ? and stopped_at is null""").param(group).update();
    }

    void close(UUID group, Instant closesAt) {
        database.sql()
                .sql("update sale.sale set closes_at = ?, version = version + 1 where group_id = ?")
                .params(SqlTime.of(closesAt), group)
                .update();
    }

    void setAdmission(UUID group, AdmissionPolicy admission) {
        database.sql()
                .sql("""
                        update sale.sale set admissions_per_second = ?, challenge_bits = ?, version = version + 1
                        where group_id = ?""")
                .params(admission.admissionsPerSecond(), admission.challengeBits(), group)
                .update();
    }

    static Sale sale(ResultSet row) throws SQLException {
        return new Sale(
                row.getObject("id", UUID.class),
                row.getObject("group_id", UUID.class),
                row.getString("name"),
                row.getObject("variant_id", UUID.class),
                Money.of(row.getLong("price_minor"), row.getString("currency")),
                row.getInt("set_aside"),
                row.getInt("per_customer"),
                Duration.ofSeconds(row.getInt("hold_seconds")),
                SqlTime.instant(row, "opens_at"),
                SqlTime.instant(row, "closes_at"),
                admission(row),
                row.getString("access_code"),
                row.getBoolean("paused"),
                SqlTime.instantOrNull(row, "stopped_at"),
                SqlTime.instantOrNull(row, "settled_at"),
                row.getLong("version"));
    }

    private static @Nullable AdmissionPolicy admission(ResultSet row) throws SQLException {
        int rate = row.getInt("admissions_per_second");
        return rate == 0 ? null : new AdmissionPolicy(rate, row.getInt("challenge_bits"));
    }

    static Array uuids(Connection tx, Collection<UUID> ids) throws SQLException {
        return tx.createArrayOf("uuid", ids.toArray());
    }
}
