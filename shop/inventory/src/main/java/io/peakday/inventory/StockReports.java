package io.peakday.inventory;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Checks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of stock for the people who run the store; each goes on where the last one ended. */
public final class StockReports {
    private static final String AVAILABLE = """
            select s.variant_id,
                coalesce(sum(s.on_hand - s.reserved) filter (where l.active), 0)::int as available,
                coalesce(max(t.low_at), :lowAt) as low_at,
                sum(s.on_hand) as on_hand, sum(s.reserved) as reserved
            from inventory.stock s
                join inventory.location l on l.id = s.location_id
                left join inventory.threshold t on t.variant_id = s.variant_id
            """;

    private final Database database;
    private final int lowAt;

    StockReports(Database database, int lowAt) {
        this.database = database;
        this.lowAt = lowAt;
    }

    /** One stock row. */
    public record Row(UUID variantId, UUID locationId, int onHand, int reserved) {
        public int available() {
            return onHand - reserved;
        }
    }

    /**
     * A variant at or below its threshold.
     *
     * @param variantId the variant's id
     * @param available units that can still be promised; 0 when it is sold out
     * @param threshold at how many available units it counts as low
     */
    public record Low(UUID variantId, int available, int threshold) {}

    /**
     * The sums over all stock.
     *
     * @param variants that are or were in stock
     * @param onHand units that lie at all locations
     * @param reserved units of those that somebody has a claim on
     * @param low variants at or below their threshold, the sold out ones included
     * @param soldOut variants of which no unit is available
     * @param holds reservations that are held, and not yet sold, released or expired
     */
    public record Overview(long variants, long onHand, long reserved, long low, long soldOut, long holds) {}

    /**
     * Stock rows by variant and location.
     *
     * @param after continue after this variant; {@code null} from the start
     * @param limit variants of a page, 1 to 200; all rows of a variant are on one page
     */
    public List<Row> rows(@Nullable UUID after, int limit) {
        requireLimit(limit, 200);
        return database.sql()
                .sql("""
                        select variant_id, location_id, on_hand, reserved from inventory.stock
                        where variant_id in (
                            select distinct variant_id from inventory.stock
                            where cast(:after as uuid) is null or variant_id > :after
                            order by variant_id limit :limit)
                        order by variant_id, location_id""")
                .param("after", after, java.sql.Types.OTHER)
                .param("limit", limit)
                .query((row, n) -> row(row))
                .list();
    }

    /** The rows of one variant, by location. */
    public List<Row> rows(UUID variantId) {
        return database.sql()
                .sql("""
                        select variant_id, location_id, on_hand, reserved from inventory.stock
                        where variant_id = ? order by location_id""")
                .param(variantId)
                .query((row, n) -> row(row))
                .list();
    }

    /**
     * Ledger entries, newest first.
     *
     * @param variantId only of this variant, or all
     * @param before continue before this sequence; {@code null} from the newest
     * @param limit 1 to 500
     */
    public List<LedgerEntry> ledger(@Nullable UUID variantId, @Nullable Long before, int limit) {
        requireLimit(limit, 500);
        String ofVariant = variantId == null ? "" : "and variant_id = :variant ";
        var query = database.sql()
                .sql(
                        "select sequence, at, variant_id, location_id, kind, on_hand_delta, reserved_delta, reference, reason "
                                + "from inventory.ledger where sequence < :before " + ofVariant
                                + "order by sequence desc limit :limit")
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", limit);
        if (variantId != null) {
            query = query.param("variant", variantId);
        }
        return query.query((row, n) -> new LedgerEntry(
                        row.getLong("sequence"),
                        SqlTime.instant(row, "at"),
                        row.getObject("variant_id", UUID.class),
                        row.getObject("location_id", UUID.class),
                        LedgerEntry.Kind.valueOf(row.getString("kind")),
                        row.getInt("on_hand_delta"),
                        row.getInt("reserved_delta"),
                        row.getObject("reference", UUID.class),
                        row.getString("reason")))
                .list();
    }

    /** Variants at or below their threshold, by variant id; {@code limit} 1 to 500. */
    public List<Low> low(@Nullable UUID after, int limit) {
        requireLimit(limit, 500);
        return database.sql()
                .sql("with level as (" + AVAILABLE + """
                             where cast(:after as uuid) is null or s.variant_id > :after
                             group by s.variant_id)
                        select variant_id, available, low_at from level
                        where available <= low_at order by variant_id limit :limit""")
                .param("lowAt", lowAt)
                .param("after", after, java.sql.Types.OTHER)
                .param("limit", limit)
                .query((row, n) ->
                        new Low(row.getObject("variant_id", UUID.class), row.getInt("available"), row.getInt("low_at")))
                .list();
    }

    /** The own threshold of a variant, if it has one. */
    public Optional<Integer> threshold(UUID variantId) {
        return database.sql()
                .sql("select low_at from inventory.threshold where variant_id = ?")
                .param(variantId)
                .query(Integer.class)
                .optional();
    }

    /** Reads every stock row; for a page that a person looks at, not for one that shoppers do. */
    public Overview overview() {
        return database.sql()
                .sql("with level as (" + AVAILABLE + """
                             group by s.variant_id)
                        select count(*) as variants, coalesce(sum(on_hand), 0) as on_hand,
                            coalesce(sum(reserved), 0) as reserved,
                            count(*) filter (where available <= low_at) as low,
                            count(*) filter (where available = 0) as sold_out,
                            (select count(*) from inventory.reservation where state = 'HELD') as holds
                        from level""")
                .param("lowAt", lowAt)
                .query((row, n) -> new Overview(
                        row.getLong("variants"),
                        row.getLong("on_hand"),
                        row.getLong("reserved"),
                        row.getLong("low"),
                        row.getLong("sold_out"),
                        row.getLong("holds")))
                .single();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("variant_id", UUID.class),
                row.getObject("location_id", UUID.class),
                row.getInt("on_hand"),
                row.getInt("reserved"));
    }

    private static void requireLimit(int limit, int most) {
        new Checks().range("limit", limit, 1, most).orThrow("inventory.bad-page", "This page cannot be read.");
    }
}
