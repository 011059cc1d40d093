package io.peakday.sale;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Outbox;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Claims that are held, and what becomes of those that were not paid in time: back on sale. */
final class Holds {
    private final Database database;
    private final Outbox outbox;
    private final SaleRows rows;
    private final int batch;

    Holds(Database database, Outbox outbox, SaleRows rows, int batch) {
        this.database = database;
        this.outbox = outbox;
        this.rows = rows;
        this.batch = batch;
    }

    private record Expired(UUID customerId, int quantity) {}

    Optional<Hold> find(UUID saleId, UUID customerId) {
        return database.sql()
                .sql("""
                        select c.sale_id, c.customer_id, s.variant_id, s.price_minor, s.currency, c.quantity, c.hold_until
                        from sale.claim c join sale.sale s on s.id = c.sale_id
                        where c.sale_id = ? and c.customer_id = ? and c.state = 'HELD'
                            and c.hold_until > clock_timestamp()""")
                .params(saleId, customerId)
                .query((row, n) -> new Hold(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        Money.of(row.getLong(4), row.getString(5)),
                        row.getInt(6),
                        SqlTime.instant(row, "hold_until")))
                .optional();
    }

    /** As {@link FlashSales#lastClaims}; can be paid is what {@link ClaimPayments} takes. */
    List<LastClaim> last(UUID customerId, Collection<UUID> saleIds) {
        if (saleIds.isEmpty()) {
            return List.of();
        }
        return database.sql()
                .sql("""
                        select distinct on (c.sale_id) c.sale_id, s.name, c.quantity,
                            case
                                when c.state = 'SOLD' then 'PAID'
                                when c.state = 'GIVEN_BACK' then 'RETURNED'
                                when c.state = 'HELD' and greatest(c.hold_until, c.pay_until) > clock_timestamp() then 'HELD'
                                else 'EXPIRED'
                            end
                        from sale.claim c join sale.sale s on s.id = c.sale_id
                        where c.customer_id = :customer and c.sale_id in (:sales)
                        order by c.sale_id, c.turn desc""")
                .param("customer", customerId)
                .param("sales", saleIds)
                .query((row, n) -> new LastClaim(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getInt(3),
                        LastClaim.State.valueOf(row.getString(4))))
                .list();
    }

    /** Releases what was not paid in time, by the database's clock. Safe on any number of nodes. Returns how many claims. */
    int expireDue() {
        // statement_timestamp() is one value for the statement, so the index finds what is due. With clock_timestamp(),
        // which is another for each row, every claim that is held would be read.
        List<UUID> sales = database.sql()
                .sql("""
                        select distinct sale_id from (
                            select sale_id from sale.claim
                            where state = 'HELD' and hold_until <= statement_timestamp()
                                and (pay_until is null or pay_until <= statement_timestamp())
                            order by hold_until limit ?) due order by sale_id""")
                .param(batch)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        int all = 0;
        for (UUID sale : sales) {
            all += expire(sale);
        }
        return all;
    }

    /** As {@link FlashSales#release}. */
    boolean release(UUID saleId, UUID customerId) {
        return database.transact(() -> {
            if (!rows.lock(saleId)) {
                throw FlashSales.notFound();
            }
            Optional<Integer> units = database.sql()
                    .sql("""
                            update sale.claim set state = 'GIVEN_BACK'
                            where sale_id = ? and customer_id = ? and state = 'HELD'
                                and (pay_until is null or pay_until <= clock_timestamp())
                            returning quantity""")
                    .params(saleId, customerId)
                    .query((row, n) -> row.getInt(1))
                    .optional();
            units.ifPresent(given -> rows.release(saleId, 1, given));
            if (units.isEmpty() && find(saleId, customerId).isPresent()) {
                throw Failure.conflict(
                        "sale.being-paid",
                        "Your payment is under way, so this claim cannot be released now. Cancel the payment first.");
            }
            return units.isPresent();
        });
    }

    /** A claim whose payment begins or ends at this moment is left to the next sweep. */
    private int expire(UUID saleId) {
        return database.transact(() -> {
            rows.lock(saleId);
            List<Expired> expired = database.sql()
                    .sql("""
                            update sale.claim set state = 'LAPSED' where sale_id = ? and state = 'HELD'
                                and (customer_id, turn) in (
                                    select customer_id, turn from sale.claim
                                    where sale_id = ? and state = 'HELD' and hold_until <= statement_timestamp()
                                        and (pay_until is null or pay_until <= statement_timestamp())
                                    order by hold_until limit ? for update skip locked)
                            returning customer_id, quantity""")
                    .params(saleId, saleId, batch)
                    .query((row, n) -> new Expired(row.getObject(1, UUID.class), row.getInt(2)))
                    .list();
            int units = expired.stream().mapToInt(Expired::quantity).sum();
            if (units > 0) {
                rows.release(saleId, expired.size(), units);
                expired.forEach(one -> outbox.append(
                        SaleEvents.HOLD_EXPIRED,
                        saleId.toString(),
                        new SaleEvents.HoldExpired(saleId, one.customerId(), one.quantity())));
            }
            return expired.size();
        });
    }
}
