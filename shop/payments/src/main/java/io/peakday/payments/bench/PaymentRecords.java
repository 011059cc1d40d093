package io.peakday.payments.bench;

import io.peakday.engines.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What payments have come to, for audits that compare it with what was ordered. */
public final class PaymentRecords {
    private PaymentRecords() {}

    /**
     * One payment.
     *
     * @param kept in minor units: what was captured, but for what is refunded or about to be
     * @param taken whether more was captured than was refunded so far
     */
    public record PaymentRecord(String currency, long kept, boolean taken) {
        /** Whether it pays so much, no more and no less. */
        public boolean pays(String inCurrency, long amount) {
            return currency.equals(inCurrency) && kept == amount;
        }
    }

    /** All payments of a store, by id. */
    public static Map<UUID, PaymentRecord> all(Database database) {
        Map<UUID, PaymentRecord> payments = new HashMap<>();
        database.sql().sql("""
                        select id, currency, captured - refunded - refunding, captured > refunded
                        from payments.payment""").query(row -> {
            payments.put(
                    row.getObject(1, UUID.class),
                    new PaymentRecord(row.getString(2), row.getLong(3), row.getBoolean(4)));
        });
        return payments;
    }
}
