package io.peakday.eventsadmin;

import io.peakday.engines.Database;
import io.peakday.events.EventType;
import io.peakday.events.Outbox;
import io.peakday.events.Subscription;
import io.peakday.testnode.TestNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A subscription that handles parcels, but for those that a test has it refuse. Each test sends parcels of its own. */
@Configuration(proxyBeanMethods = false)
public class SampleParcels {
    public static final String CONSUMER = "test.parcels";

    private static final EventType<Parcel> SENT = new EventType<>("parcel.sent", 1, "parcels", Parcel.class);
    private static final Set<String> refused = ConcurrentHashMap.newKeySet();
    private static final Set<String> handled = ConcurrentHashMap.newKeySet();

    /** What is sent. */
    public record Parcel(String name) {}

    @Bean
    Subscription parcels() {
        return Subscription.durable(CONSUMER).on(SENT, received -> {
            String name = received.payload().name();
            if (refused.contains(name)) {
                throw new IllegalStateException("I do not like " + name);
            }
            handled.add(name);
        });
    }

    /** Appends one event for each, in this order. */
    public static void send(TestNode node, String key, String... names) {
        Outbox outbox = node.get(Outbox.class);
        node.get(Database.class).run(() -> {
            for (String name : names) {
                outbox.append(SENT, key, new Parcel(name));
            }
        });
    }

    public static void refuse(String name) {
        refused.add(name);
    }

    public static void accept(String name) {
        refused.remove(name);
    }

    public static boolean isHandled(String name) {
        return handled.contains(name);
    }
}
