package io.peakday.orders.bench;

import io.peakday.commandkit.OpenStore;
import io.peakday.engines.Database;
import io.peakday.payments.bench.PaymentRecords;
import io.peakday.payments.bench.PaymentRecords.PaymentRecord;
import io.peakday.sale.bench.SaleOrders;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders as they are stored, beside the payments that they name, for audits. */
public final class OrderRecords implements SaleOrders {
    private static final String OF_VARIANT = """
            select l.order_id, o.id is not null, o.customer_id, sum(l.quantity), o.payment_id, o.currency, o.total
            from orders.line l left join orders.orders o on o.id = l.order_id
            where l.variant_id = ? group by l.order_id, o.id, o.customer_id, o.payment_id, o.currency, o.total""";

    @Override
    public List<Ordered> of(OpenStore store, UUID variant) {
        Database database = store.bean(Database.class);
        Map<UUID, PaymentRecord> payments = PaymentRecords.all(database);
        return database.sql()
                .sql(OF_VARIANT)
                .param(variant)
                .query((row, n) -> new Ordered(
                        row.getObject(1, UUID.class),
                        row.getBoolean(2),
                        row.getObject(3, UUID.class),
                        row.getLong(4),
                        paid(payments, row.getObject(5, UUID.class), row.getString(6), row.getLong(7))))
                .list();
    }

    private static boolean paid(
            Map<UUID, PaymentRecord> payments, @Nullable UUID id, @Nullable String currency, long total) {
        PaymentRecord payment = id == null ? null : payments.get(id);
        return payment != null && currency != null && payment.pays(currency, total);
    }

    @Override
    public long paidForNothing(OpenStore store) {
        Database database = store.bean(Database.class);
        // Payments first: an order comes after its payment was taken.
        Map<UUID, PaymentRecord> payments = PaymentRecords.all(database);
        Set<UUID> ordered = new HashSet<>(database.sql()
                .sql("select payment_id from orders.orders where payment_id is not null")
                .query(UUID.class)
                .list());
        return payments.entrySet().stream()
                .filter(payment -> payment.getValue().taken() && !ordered.contains(payment.getKey()))
                .count();
    }
}
