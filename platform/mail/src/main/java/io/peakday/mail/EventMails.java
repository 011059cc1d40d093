package io.peakday.mail;

import io.peakday.events.EventType;
import io.peakday.events.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The mails that a module brings: which event is mailed by which. The module wires one of these and needs no queue for it; a node
 * without the mail system writes none. Immutable.
 *
 * <pre>{@code
 * EventMails.of(Subscription.durable("notify.order-mails").unordered())
 *         .on(OrderEvents.PLACED, placed -> placed.order().customerId(), templates::confirmation);
 * }</pre>
 */
public final class EventMails {
    private final Subscription subscription;
    private final List<Route<?>> routes;

    private EventMails(Subscription subscription, List<Route<?>> routes) {
        this.subscription = subscription;
        this.routes = routes;
    }

    /**
     * None yet.
     *
     * @param subscription that handles nothing yet; unordered as a rule: every mail stands alone, and one that cannot be written
     *     must not hold back the next
     */
    public static EventMails of(Subscription subscription) {
        return new EventMails(subscription, List.of());
    }

    /**
     * A mail for each event of the type: one, however often the event comes.
     *
     * @param customer with whom the mail is forgotten; gives null for a guest
     * @param message gives null where nobody is to be written to
     */
    public <T> EventMails on(
            EventType<T> type, Function<T, @Nullable UUID> customer, Function<T, @Nullable MailMessage> message) {
        List<Route<?>> more = new ArrayList<>(routes);
        more.add(new Route<>(type, customer, message));
        return new EventMails(subscription, List.copyOf(more));
    }

    /** Writes them into the queue, in the transaction that handles the event. */
    Subscription into(MailQueue queue) {
        Subscription all = subscription;
        for (Route<?> route : routes) {
            all = route.into(queue).apply(all);
        }
        return all;
    }

    private record Route<T>(
            EventType<T> type, Function<T, @Nullable UUID> customer, Function<T, @Nullable MailMessage> message) {
        UnaryOperator<Subscription> into(MailQueue queue) {
            return subscription -> subscription.on(type, received -> {
                MailMessage written = message.apply(received.payload());
                if (written != null) {
                    queue.enqueue(received.envelope().id(), customer.apply(received.payload()), written);
                }
            });
        }
    }
}
