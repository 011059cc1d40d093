package io.peakday.notify;

import io.peakday.customers.PersonalData;
import io.peakday.mail.MailPeople;
import io.peakday.orders.Orders;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What notify keeps about customers: the mails to them. */
record MailData(MailPeople people, Orders orders) implements PersonalData {
    @Override
    public String section() {
        return "mails";
    }

    @Override
    public Object of(UUID customerId) {
        return people.of(customerId);
    }

    @Override
    public @Nullable Object ofOrder(UUID orderId) {
        return orders.find(orderId).map(order -> people.ofOrder(order.number())).orElse(null);
    }

    @Override
    public void erase(UUID customerId) {
        people.forget(customerId);
    }

    /** By the order's number, which stands in every mail about it and in no other. */
    @Override
    public void eraseOrder(UUID orderId) {
        orders.find(orderId).ifPresent(order -> people.forgetOrder(order.number()));
    }
}
