package io.peakday.notify;

import io.peakday.events.Received;
import io.peakday.events.Subscription;
import io.peakday.identity.CustomerEvents;
import io.peakday.notify.letter.AccountLetters;
import io.peakday.notify.letter.Letter;
import io.peakday.notify.letter.OrderLetters;
import io.peakday.orders.OrderEvents;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Which event is told by which mail. Both subscriptions are unordered: every mail stands alone, and one that cannot be
 * written must not hold back the next.
 */
final class Mails {
    private final MailQueue queue;
    private final OrderLetters orders;
    private final AccountLetters accounts;

    Mails(MailQueue queue, String publicUrl) {
        this.queue = queue;
        this.orders = new OrderLetters(publicUrl);
        this.accounts = new AccountLetters(publicUrl);
    }

    Subscription aboutOrders() {
        return Subscription.durable("notify.order-mails")
                .unordered()
                .on(OrderEvents.PLACED, write(orders::confirmation))
                .on(OrderEvents.SHIPPED, write(orders::shipped))
                .on(OrderEvents.DELIVERED, write(orders::delivered))
                .on(OrderEvents.CANCELLED, write(orders::cancelled))
                .on(OrderEvents.RETURNED, write(orders::returned))
                .on(OrderEvents.REFUNDED, write(orders::refunded));
    }

    Subscription aboutAccounts() {
        return Subscription.durable("notify.account-mails")
                .unordered()
                .on(CustomerEvents.REGISTERED, write(accounts::welcome))
                .on(CustomerEvents.EMAIL_VERIFICATION_REQUESTED, write(accounts::verification))
                .on(CustomerEvents.PASSWORD_RESET_REQUESTED, write(accounts::reset))
                .on(CustomerEvents.PASSWORD_CHANGED, write(accounts::passwordChanged))
                .on(CustomerEvents.EMAIL_CHANGED, write(accounts::emailChanged));
    }

    private <T> Consumer<Received<T>> write(Function<T, Letter> letter) {
        return received -> queue.enqueue(received.envelope().id(), letter.apply(received.payload()));
    }
}
