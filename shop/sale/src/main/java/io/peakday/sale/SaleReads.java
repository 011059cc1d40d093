package io.peakday.sale;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Csv;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of sales to show it: nothing here decides anything. */
final class SaleReads {
    private static final String NOW =
            "select s.*, c.available, c.held, c.sold, c.returned from sale.sale s join sale.counter c on c.sale_id = s.id ";

    private static final int EXPORT_PAGE = 1_000;

    private final Database database;

    SaleReads(Database database) {
        this.database = database;
    }

    private record Claim(
            UUID customerId,
            int attempt,
            int quantity,
            String state,
            Instant claimedAt,
            Instant holdUntil,
            @Nullable UUID orderId) {}

    Optional<SaleNow> now(UUID id) {
        return database.sql()
                .sql(NOW + "where s.id = ?")
                .param(id)
                .query((row, n) -> now(row))
                .optional();
    }

    List<SaleNow> items(UUID id) {
        return database.sql()
                .sql(NOW + """
                        where s.group_id = (select group_id from sale.sale where id = ?)
                        order by s.id <> s.group_id, s.id""")
                .param(id)
                .query((row, n) -> now(row))
                .list();
    }

    /** Those that are not over, the next to open last. */
    List<SaleNow> current(int limit) {
        return database.sql()
                .sql(NOW + """
                        where s.stopped_at is null and s.closes_at > statement_timestamp()
                        order by s.opens_at, s.group_id, s.id <> s.group_id, s.id limit ?""")
                .param(limit)
                .query((row, n) -> now(row))
                .list();
    }

    Map<UUID, SaleCount> counts(Collection<UUID> ids) {
        Map<UUID, SaleCount> counts = new HashMap<>();
        if (!ids.isEmpty()) {
            database.sql()
                    .sql("select sale_id, available, held, sold, returned from sale.counter where sale_id in (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        counts.put(row.getObject("sale_id", UUID.class), counts(row));
                    });
        }
        return counts;
    }

    Holding holding(UUID saleId, UUID customerId) {
        return database.sql()
                .sql("""
                        select coalesce(sum(quantity) filter (where state = 'HELD'), 0) as held,
                               max(hold_until) filter (where state = 'HELD') as until,
                               coalesce(sum(quantity) filter (where state = 'SOLD'), 0) as bought,
                               coalesce(sum(quantity) filter (where state = 'LAPSED'), 0) as expired
                        from sale.claim where sale_id = ? and customer_id = ?""")
                .params(saleId, customerId)
                .query((row, n) -> {
                    return new Holding(
                            row.getInt("held"),
                            SqlTime.instantOrNull(row, "until"),
                            row.getInt("bought"),
                            row.getInt("expired"));
                })
                .single();
    }

    /** Every claim ever granted, as CSV with a head. */
    void export(UUID saleId, Appendable to) throws IOException {
        to.append("customer,turn,pieces,state,claimed_at,hold_until,order\r\n");
        List<Claim> page = List.of();
        do {
            page = claims(saleId, page.isEmpty() ? null : page.getLast());
            for (Claim claim : page) {
                to.append(Csv.line(List.of(
                        claim.customerId().toString(),
                        Integer.toString(claim.attempt()),
                        Integer.toString(claim.quantity()),
                        claim.state(),
                        String.valueOf(claim.claimedAt()),
                        String.valueOf(claim.holdUntil()),
                        claim.orderId() == null ? "" : claim.orderId().toString())));
            }
        } while (page.size() == EXPORT_PAGE);
    }

    private List<Claim> claims(UUID saleId, @Nullable Claim after) {
        return database.sql()
                .sql("""
                        select * from sale.claim where sale_id = :sale
                            and (:customer::uuid is null or (customer_id, turn) > (:customer::uuid, :turn))
                        order by customer_id, turn limit :limit""")
                .param("sale", saleId)
                .param("customer", after == null ? null : after.customerId())
                .param("turn", after == null ? 0 : after.attempt())
                .param("limit", EXPORT_PAGE)
                .query((row, n) -> new Claim(
                        row.getObject("customer_id", UUID.class),
                        row.getInt("turn"),
                        row.getInt("quantity"),
                        row.getString("state"),
                        SqlTime.instant(row, "claimed_at"),
                        SqlTime.instant(row, "hold_until"),
                        row.getObject("order_id", UUID.class)))
                .list();
    }

    private static SaleNow now(ResultSet row) throws SQLException {
        return new SaleNow(SaleRows.sale(row), counts(row));
    }

    private static SaleCount counts(ResultSet row) throws SQLException {
        return new SaleCount(row.getInt("available"), row.getInt("held"), row.getInt("sold"), row.getInt("returned"));
    }
}
