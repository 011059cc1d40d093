package io.peakday.checkout;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Personal;
import io.peakday.orders.CheckoutRecords;
import io.peakday.payments.Payments;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The table of checkouts, as far as it says something about people. Payments that came to nothing are forgotten with them. */
final class PostgresCheckoutRecords implements CheckoutRecords {
    private static final int BATCH = 200;

    private final Database database;
    private final Payments payments;

    PostgresCheckoutRecords(Database database, Payments payments) {
        this.database = database;
        this.payments = payments;
    }

    @Override
    public List<UUID> openOfGuest(String emailKey) {
        return ids("""
                select id from orders.checkout
                where lower(email) = ? and customer_id is null and due_at is not null order by created_at, id""", emailKey);
    }

    @Override
    public List<Open> open(UUID subject, Subject kind) {
        String whose = switch (kind) {
            case CUSTOMER -> "customer_id = ?";
            case GUESTS_CHECKOUT -> "id = ? and customer_id is null";
        };
        return database.sql()
                .sql("select id, deadline from orders.checkout where " + whose
                        + " and due_at is not null order by created_at, id")
                .param(subject)
                .query((row, n) -> new Open(row.getObject(1, UUID.class), SqlTime.instant(row, "deadline")))
                .list();
    }

    @Override
    public Set<UUID> withOpen(Collection<UUID> subjects) {
        UUID[] asked = subjects.toArray(UUID[]::new);
        return new HashSet<>(database.sql()
                .sql("""
                        select customer_id from orders.checkout where customer_id = any(?) and due_at is not null
                        union select id from orders.checkout where id = any(?) and due_at is not null""")
                .params(asked, asked)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    @Override
    public void forgetUnsuccessful(String emailKey) {
        database.run(() -> payments.forget(ids("""
                delete from orders.checkout
                where lower(email) = ? and customer_id is null and state in ('DECLINED', 'ABANDONED')
                returning id""", emailKey)));
    }

    @Override
    public void forgetUnsuccessful(Collection<UUID> subjects) {
        UUID[] asked = subjects.toArray(UUID[]::new);
        payments.forget(ids("""
                delete from orders.checkout
                where state in ('DECLINED', 'ABANDONED') and frozen is not null
                  and (customer_id = any(?) or customer_id is null and id = any(?))
                returning id""", asked, asked));
    }

    @Override
    public void forgetUnsuccessful(Instant before) {
        List<UUID> gone;
        do {
            gone = database.transact(() -> {
                List<UUID> batch = ids("""
                        delete from orders.checkout where id in (
                            select id from orders.checkout
                            where updated_at < ? and state in ('DECLINED', 'ABANDONED')
                            order by updated_at limit ? for update skip locked)
                        returning id""", SqlTime.of(before), BATCH);
                payments.forget(batch);
                return batch;
            });
        } while (gone.size() == BATCH);
    }

    @Override
    public void erase(Collection<UUID> orders) {
        database.sql()
                .sql("update orders.checkout set email = ?, challenge_url = null, customer_id = null where id = any(?)")
                .params(Personal.ERASED_EMAIL, orders.toArray(UUID[]::new))
                .update();
    }

    private List<UUID> ids(String statement, Object... values) {
        return database.sql()
                .sql(statement)
                .params(List.of(values))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }
}
