package io.peakday.storefront.layout;

import io.peakday.events.EventType;
import io.peakday.events.Subscription;
import io.peakday.storefrontkit.Invalidation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The events by which pages that are kept ready become outdated: the shop's own and those of the slots, each type once. */
public final class PageEvents {
    private final Map<String, Handlers<?>> types = new LinkedHashMap<>();

    /** What is done with one type. */
    private record Handlers<E>(EventType<E> type, List<Consumer<E>> all) {
        Subscription addTo(Subscription subscription) {
            return subscription.on(type, event -> all.forEach(each -> each.accept(event.payload())));
        }

        /** Types with one name have one payload. */
        @SuppressWarnings("unchecked")
        <F> void add(Consumer<F> handler) {
            all.add((Consumer<E>) handler);
        }
    }

    /** @param outdated of one product or variant, or of all where the event names none */
    public <E> PageEvents on(Invalidation<E> invalidation, Consumer<UUID> outdated, Runnable all) {
        types.computeIfAbsent(
                        invalidation.type().name(), name -> new Handlers<>(invalidation.type(), new ArrayList<>()))
                .<E>add(event -> {
                    UUID whose = invalidation.whose().apply(event);
                    if (whose == null) {
                        all.run();
                    } else {
                        outdated.accept(whose);
                    }
                });
        return this;
    }

    /** With all of them, on every node. */
    public Subscription subscription(Subscription start) {
        Subscription subscription = start;
        for (Handlers<?> handlers : types.values()) {
            subscription = handlers.addTo(subscription);
        }
        return subscription;
    }
}
