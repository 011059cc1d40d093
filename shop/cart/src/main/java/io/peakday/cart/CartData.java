package io.peakday.cart;

import io.peakday.customers.PersonalData;
import io.peakday.engines.Database;
import java.util.UUID;

/** What carts keep about customers: what lies in them. */
record CartData(Database database, Carts carts) implements PersonalData {
    @Override
    public String section() {
        return "carts";
    }

    @Override
    public Object of(UUID customerId) {
        return database.sql().sql("""
                        select c.id, c.state, l.variant_id, l.quantity, l.saved, l.price_minor, l.currency, l.added_at
                        from cart.cart c join cart.line l on l.cart_id = c.id
                        where c.customer_id = ? order by c.id, l.added_at""").param(customerId).query().listOfRows();
    }

    @Override
    public void erase(UUID customerId) {
        carts.forget(customerId);
    }

    @Override
    public void handOver(UUID customerId) {
        carts.forget(customerId);
    }
}
