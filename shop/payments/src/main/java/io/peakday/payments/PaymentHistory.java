package io.peakday.payments;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes payments from before into the records, with their refunds and their ledger. No provider of ours knows them: what is
 * refunded of them later is refunded by hand.
 */
final class PaymentHistory {
    private static final String CARD = "imported";
    private static final String WRITE = """
            with given as (
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[],
                                     ?::timestamptz[])
                    as g (id, purpose, currency, amount, refunded, paid_at, refunded_at)
            ), made as (
                insert into payments.payment (id, purpose, state, currency, amount, captured, refunded, card_token,
                                              return_path, created_at, updated_at)
                select id, purpose,
                       case refunded when 0 then 'CAPTURED' when amount then 'REFUNDED' else 'PARTLY_REFUNDED' end,
                       currency, amount, amount, refunded, 'imported', '/', paid_at, coalesce(refunded_at, paid_at)
                from given
                on conflict (id) do nothing
                returning id
            ), back as (
                insert into payments.refund (id, payment_id, currency, amount, state, reason, created_at)
                select md5(id::text || ':imported-refund')::uuid, id, currency, refunded, 'DONE', 'Imported', refunded_at
                from given join made using (id)
                where refunded > 0
            ), noted as (
                insert into payments.ledger (payment_id, at, kind, currency, amount, detail)
                select g.id, e.at, e.kind, g.currency, e.amount, e.detail
                from given g join made using (id)
                cross join lateral (values
                    (1, g.paid_at, 'created', 0, 'Imported'),
                    (2, g.paid_at, 'authorized', 0, 'Imported'),
                    (3, g.paid_at, 'captured', g.amount, 'Imported'),
                    (4, g.refunded_at, 'refunded', -g.refunded, 'Imported')) e (n, at, kind, amount, detail)
                where e.kind <> 'refunded' or g.refunded > 0
                order by g.paid_at, g.id, e.n
            )
            select count(*) from made""";

    private final Database database;

    PaymentHistory(Database database) {
        this.database = database;
    }

    /** Those that are not there yet; joins the caller's transaction. Returns how many. */
    int write(List<SettledPayment> payments) {
        return database.connection(tx -> write(tx, payments));
    }

    /** Whether the payment was taken by somebody else, so that no provider can be asked about it. */
    boolean imported(UUID paymentId) {
        return database.sql()
                .sql("select card_token = ? from payments.payment where id = ?")
                .params(CARD, paymentId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static int write(Connection tx, List<SettledPayment> payments) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement(WRITE)) {
            write.setArray(1, tx.createArrayOf("uuid", column(payments, SettledPayment::id)));
            write.setArray(2, tx.createArrayOf("text", column(payments, SettledPayment::purpose)));
            write.setArray(
                    3,
                    tx.createArrayOf(
                            "text", column(payments, p -> p.amount().currency().getCurrencyCode())));
            write.setArray(
                    4,
                    tx.createArrayOf("bigint", column(payments, p -> p.amount().minor())));
            write.setArray(
                    5,
                    tx.createArrayOf(
                            "bigint", column(payments, p -> p.refunded().minor())));
            write.setArray(6, tx.createArrayOf("timestamptz", column(payments, p -> SqlTime.ofNullable(p.paidAt()))));
            write.setArray(
                    7, tx.createArrayOf("timestamptz", column(payments, p -> SqlTime.ofNullable(p.refundedAt()))));
            try (ResultSet made = write.executeQuery()) {
                made.next();
                return made.getInt(1);
            }
        }
    }

    private static @Nullable Object[] column(
            List<SettledPayment> payments, Function<SettledPayment, @Nullable Object> value) {
        return payments.stream().map(value).toArray();
    }
}
