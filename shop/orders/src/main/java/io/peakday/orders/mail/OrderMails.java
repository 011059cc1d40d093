package io.peakday.orders.mail;

import io.peakday.contracts.OrderEvents;
import io.peakday.events.Subscription;
import io.peakday.mail.EventMails;
import java.time.Duration;

/** Which event of an order is reported by which mail. */
public final class OrderMails {
    private OrderMails() {}

    /** @param publicUrl where customers reach the store, without a slash at its end */
    public static EventMails of(String publicUrl) {
        OrderMailTemplates templates = new OrderMailTemplates(publicUrl);
        return EventMails.of(
                        Subscription.durable("notify.order-mails").unordered().maxWait(Duration.ofMillis(100)))
                .on(OrderEvents.PLACED, event -> event.order().customerId(), templates::confirmation)
                .on(OrderEvents.SHIPPED, event -> event.order().customerId(), templates::shipped)
                .on(OrderEvents.DELIVERED, event -> event.order().customerId(), templates::delivered)
                .on(OrderEvents.CANCELLED, event -> event.order().customerId(), templates::cancelled)
                .on(OrderEvents.RETURNED, event -> event.order().customerId(), templates::returned)
                .on(OrderEvents.REFUNDED, event -> event.order().customerId(), templates::refunded);
    }
}
