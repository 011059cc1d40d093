package io.peakday.payments;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The tables of schema {@code payments}. */
final class PaymentRows {
    private static final int SWEEP = 50;
    private static final Duration REFUND_CHECK = Duration.ofSeconds(10);
    /** A payment's check is never put off for as long: the clock was ahead when that was written, and has been put back since. */
    private static final Duration TOO_FAR = Duration.ofMinutes(10);

    private static final Duration REFUND_TOO_FAR = Duration.ofHours(2);

    private static final String OPEN = """
            insert into payments.payment (id, purpose, state, currency, amount, card_token, return_path, created_at, updated_at)
            select d.id, d.purpose, 'CREATED', d.currency, d.amount, d.card_token, d.return_path, ?, ?
            from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                as d (id, purpose, currency, amount, card_token, return_path)
            on conflict (id) do nothing
            returning id""";

    private static final int PRUNE_AT_ONCE = 1_000;

    private final Database database;

    PaymentRows(Database database) {
        this.database = database;
    }

    Optional<Payment> find(UUID id) {
        return database.sql()
                .sql("select * from payments.payment where id = ?")
                .param(id)
                .query(PaymentRows::read)
                .optional();
    }

    /** Opens those that are new; the others are read. In the order of the drafts. */
    List<Payment> open(List<PaymentDraft> drafts, Instant now) {
        return database.connection(tx -> {
            Set<UUID> made = insert(tx, drafts, now);
            UUID[] others = drafts.stream()
                    .map(PaymentDraft::id)
                    .filter(id -> !made.contains(id))
                    .toArray(UUID[]::new);
            Map<UUID, Payment> before = others.length == 0 ? Map.of() : select(tx, others);
            return drafts.stream()
                    .map(draft -> {
                        Payment there = before.get(draft.id());
                        return there == null ? fresh(draft, now) : same(there, draft);
                    })
                    .toList();
        });
    }

    static Map<UUID, Payment> select(Connection tx, UUID[] ids) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("select * from payments.payment where id = any(?)")) {
            select.setArray(1, tx.createArrayOf("uuid", ids));
            Map<UUID, Payment> payments = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Payment payment = read(rows, 0);
                    payments.put(payment.id(), payment);
                }
            }
            return payments;
        }
    }

    /** Takes payments without an answer that are due, and puts their next check off with growing pauses; by the database's clock. */
    List<Payment> takeDue() {
        return database.sql()
                .sql("""
                        update payments.payment
                        set checks = checks + 1,
                            next_check = statement_timestamp() + least(300, power(2, least(checks, 10))) * interval '1 second'
                        where id in (select id from payments.payment
                                     where next_check <= statement_timestamp()
                                        or next_check > statement_timestamp() + make_interval(secs => ?)
                                     order by id limit ? for update skip locked)
                        returning *""")
                .params(TOO_FAR.toSeconds(), SWEEP)
                .query(PaymentRows::read)
                .list();
    }

    List<LedgerEntry> ledger(UUID paymentId) {
        return database.sql()
                .sql("select * from payments.ledger where payment_id = ? order by id")
                .param(paymentId)
                .query((row, n) -> new LedgerEntry(
                        row.getObject("payment_id", UUID.class),
                        SqlTime.instant(row, "at"),
                        row.getString("kind"),
                        Money.of(row.getLong("amount"), row.getString("currency")),
                        row.getString("detail")))
                .list();
    }

    Optional<Refund> refund(UUID id) {
        return database.sql()
                .sql("select * from payments.refund where id = ?")
                .param(id)
                .query(PaymentRows::readRefund)
                .optional();
    }

    List<Refund> refunds(UUID paymentId) {
        return database.sql()
                .sql("select * from payments.refund where payment_id = ? order by created_at, id")
                .param(paymentId)
                .query(PaymentRows::readRefund)
                .list();
    }

    /** Writes a refund down and reserves its amount, or returns the one that is there. */
    Refund startRefund(RefundDraft draft, Instant now) {
        return database.transact(() -> {
            int made = database.sql()
                    .sql("""
                            insert into payments.refund (id, payment_id, currency, amount, state, reason, next_check, created_at)
                            values (?, ?, ?, ?, 'PENDING', ?, clock_timestamp() + make_interval(secs => ?), ?)
                            on conflict (id) do nothing""")
                    .params(
                            draft.id(),
                            draft.paymentId(),
                            draft.amount().currency().getCurrencyCode(),
                            draft.amount().minor(),
                            draft.reason(),
                            REFUND_CHECK.toSeconds(),
                            SqlTime.of(now))
                    .update();
            Refund refund = refund(draft.id()).orElseThrow();
            if (!refund.paymentId().equals(draft.paymentId())
                    || !refund.amount().equals(draft.amount())) {
                throw Failure.conflict("payments.key-reused", "This id belongs to another refund.");
            }
            if (made == 1) {
                reserve(draft);
            }
            return refund;
        });
    }

    private void reserve(RefundDraft draft) {
        int set = database.sql()
                .sql("""
                        update payments.payment set refunding = refunding + :amount
                        where id = :id and currency = :currency and captured - refunded - refunding >= :amount""")
                .param("amount", draft.amount().minor())
                .param("currency", draft.amount().currency().getCurrencyCode())
                .param("id", draft.paymentId())
                .update();
        if (set == 0) {
            throw Failure.conflict(
                    "payments.refund-too-large", "A refund cannot exceed what was captured and is not refunded yet.");
        }
    }

    /** Takes refunds without an answer that are due, by the database's clock. */
    List<Refund> takeDueRefunds() {
        return database.sql()
                .sql("""
                        update payments.refund
                        set checks = checks + 1,
                            next_check = statement_timestamp() + least(3600, 10 * power(2, least(checks, 10))) * interval '1 second'
                        where id in (select id from payments.refund
                                     where state = 'PENDING'
                                       and (next_check <= statement_timestamp()
                                            or next_check > statement_timestamp() + make_interval(secs => ?))
                                     order by id limit ? for update skip locked)
                        returning *""")
                .params(REFUND_TOO_FAR.toSeconds(), SWEEP)
                .query(PaymentRows::readRefund)
                .list();
    }

    /** Ends a pending refund; once. */
    Refund endRefund(Refund refund, boolean done, Instant now) {
        return database.transact(() -> {
            int ended = database.sql()
                    .sql("update payments.refund set state = ?, next_check = null where id = ? and state = 'PENDING'")
                    .params(done ? "DONE" : "REFUSED", refund.id())
                    .update();
            if (ended == 1) {
                database.sql()
                        .sql("""
                                update payments.payment
                                set refunding = refunding - :amount, refunded = refunded + :given, updated_at = :now,
                                    state = case when refunded + :given = 0 then state
                                                 when refunded + :given = captured then 'REFUNDED'
                                                 else 'PARTLY_REFUNDED' end
                                where id = :id""")
                        .param("amount", refund.amount().minor())
                        .param("given", done ? refund.amount().minor() : 0)
                        .param("now", SqlTime.of(now))
                        .param("id", refund.paymentId())
                        .update();
                note(refund, done, now);
            }
            return refund(refund.id()).orElseThrow();
        });
    }

    private void note(Refund refund, boolean done, Instant now) {
        database.sql()
                .sql(
                        "insert into payments.ledger (payment_id, at, kind, currency, amount, detail) values (?, ?, ?, ?, ?, ?)")
                .params(
                        refund.paymentId(),
                        SqlTime.of(now),
                        done ? "refunded" : "refund-refused",
                        refund.amount().currency().getCurrencyCode(),
                        done ? -refund.amount().minor() : 0,
                        refund.reason())
                .update();
    }

    /** Takes what is personal out of payments, their refunds and their ledgers. */
    void forget(Collection<UUID> paymentIds) {
        UUID[] ids = paymentIds.toArray(UUID[]::new);
        for (String statement : List.of(
                "update payments.payment set card_token = 'erased', return_path = '/', challenge_url = null where id = any(?)",
                "update payments.refund set reason = 'Erased' where payment_id = any(?)",
                "update payments.ledger set detail = 'Erased' where payment_id = any(?) and detail <> ''")) {
            database.sql().sql(statement).param(ids).update();
        }
    }

    void afterCommit(Runnable action) {
        database.afterCommit(action);
    }

    /**
     * Remembers a webhook.
     *
     * @return false if it came before
     */
    boolean rememberWebhook(String provider, String eventId, Instant now) {
        return database.sql()
                        .sql("insert into payments.webhook (provider, event_id, received_at) values (?, ?, ?)"
                                + " on conflict do nothing")
                        .params(provider, eventId, SqlTime.of(now))
                        .update()
                == 1;
    }

    /** Forgets webhooks that came before. Safe on any number of nodes. */
    int forgetWebhooks(Instant before) {
        int all = 0;
        int batch;
        do {
            batch = database.sql()
                    .sql("""
                            delete from payments.webhook where (provider, event_id) in (
                                select provider, event_id from payments.webhook where received_at < ?
                                order by received_at limit ? for update skip locked)""")
                    .params(SqlTime.of(before), PRUNE_AT_ONCE)
                    .update();
            all += batch;
        } while (batch == PRUNE_AT_ONCE);
        return all;
    }

    private static Set<UUID> insert(Connection tx, List<PaymentDraft> drafts, Instant now) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(OPEN)) {
            insert.setObject(1, SqlTime.of(now));
            insert.setObject(2, SqlTime.of(now));
            insert.setArray(3, tx.createArrayOf("uuid", column(drafts, PaymentDraft::id)));
            insert.setArray(4, tx.createArrayOf("text", column(drafts, PaymentDraft::purpose)));
            insert.setArray(
                    5,
                    tx.createArrayOf(
                            "text", column(drafts, d -> d.amount().currency().getCurrencyCode())));
            insert.setArray(
                    6, tx.createArrayOf("bigint", column(drafts, d -> d.amount().minor())));
            insert.setArray(7, tx.createArrayOf("text", column(drafts, PaymentDraft::cardToken)));
            insert.setArray(8, tx.createArrayOf("text", column(drafts, PaymentDraft::returnPath)));
            Set<UUID> made = new HashSet<>();
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    made.add(rows.getObject(1, UUID.class));
                }
            }
            return made;
        }
    }

    private static Object[] column(List<PaymentDraft> drafts, Function<PaymentDraft, Object> column) {
        return drafts.stream().map(column).toArray();
    }

    private static Payment fresh(PaymentDraft draft, Instant now) {
        Money nothing = Money.zero(draft.amount().currency());
        return new Payment(
                draft.id(),
                draft.purpose(),
                PaymentState.CREATED,
                draft.amount(),
                nothing,
                nothing,
                draft.cardToken(),
                draft.returnPath(),
                null,
                null,
                now,
                now);
    }

    private static Payment same(Payment there, PaymentDraft draft) {
        if (!there.amount().equals(draft.amount()) || !there.cardToken().equals(draft.cardToken())) {
            throw Failure.conflict("payments.key-reused", "This id belongs to another payment.");
        }
        return there;
    }

    static Payment read(ResultSet row, int n) throws SQLException {
        String currency = row.getString("currency");
        String decline = row.getString("decline");
        return new Payment(
                row.getObject("id", UUID.class),
                row.getString("purpose"),
                PaymentState.valueOf(row.getString("state")),
                Money.of(row.getLong("amount"), currency),
                Money.of(row.getLong("captured"), currency),
                Money.of(row.getLong("refunded"), currency),
                row.getString("card_token"),
                row.getString("return_path"),
                decline == null ? null : DeclineCode.valueOf(decline),
                row.getString("challenge_url"),
                SqlTime.instant(row, "created_at"),
                SqlTime.instant(row, "updated_at"));
    }

    private static Refund readRefund(ResultSet row, int n) throws SQLException {
        return new Refund(
                row.getObject("id", UUID.class),
                row.getObject("payment_id", UUID.class),
                Money.of(row.getLong("amount"), row.getString("currency")),
                Refund.State.valueOf(row.getString("state")),
                row.getString("reason"),
                SqlTime.instant(row, "created_at"));
    }
}
