package io.peakday.storefrontkit;

import io.peakday.events.EventType;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event by which a finished page becomes outdated, on every node.
 *
 * @param whose the id of the product, or of one of its variants, whose page it is; null for every page
 */
public record Invalidation<E>(EventType<E> type, Function<? super E, ? extends @Nullable UUID> whose) {
    /** By which every page that has the slot becomes outdated. */
    public static <E> Invalidation<E> ofAll(EventType<E> type) {
        return new Invalidation<>(type, event -> null);
    }
}
