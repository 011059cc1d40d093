package io.peakday.checkout;

import io.peakday.customers.PersonalData;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.orders.OrderJson;
import io.peakday.payments.Payment;
import io.peakday.payments.Payments;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Checkouts of a customer that are under way or came to nothing, with what was typed into them; orders forget them. */
record CheckoutData(Database database, Payments payments) implements PersonalData {
    /** A checkout that is no order, as its owner's export shows it. */
    record Unplaced(
            UUID id,
            String email,
            String state,
            Map<String, Object> agreed,
            @Nullable Payment payment,
            Instant createdAt) {
        Unplaced with(@Nullable Payment itsPayment) {
            return new Unplaced(id, email, state, agreed, itsPayment, createdAt);
        }
    }

    @Override
    public String section() {
        return "checkouts";
    }

    @Override
    public List<Unplaced> of(UUID customerId) {
        return database
                .sql()
                .sql("""
                        select id, email, state, frozen, created_at from orders.checkout
                        where customer_id = ? and frozen is not null order by created_at, id""")
                .param(customerId)
                .query((row, n) -> new Unplaced(
                        row.getObject("id", UUID.class),
                        row.getString("email"),
                        row.getString("state"),
                        OrderJson.read(row.getString("frozen"), new TypeReference<Map<String, Object>>() {}),
                        null,
                        SqlTime.instant(row, "created_at")))
                .list()
                .stream()
                // Only now: the rows are read, and their connection is free.
                .map(unplaced -> unplaced.with(payments.payment(unplaced.id()).orElse(null)))
                .toList();
    }
}
