package io.peakday.catalog;

import io.peakday.events.EventType;
import java.util.UUID;

/**
 * What the catalogue publishes for the other modules, on topic {@code catalog}. The events are thin: they say that something
 * changed, and the consumer reads back what it needs, so that neither order nor repetition can mislead it.
 */
public final class CatalogEvents {
    public static final String TOPIC = "catalog";

    /** A product was created, changed, published, archived, or one of its prices came into force. Key: product id. */
    public static final EventType<ProductChanged> PRODUCT_CHANGED =
            new EventType<>("product.changed", 1, TOPIC, ProductChanged.class);

    /** The category tree changed somewhere. Key: {@code categories}. */
    public static final EventType<CategoriesChanged> CATEGORIES_CHANGED =
            new EventType<>("categories.changed", 1, TOPIC, CategoriesChanged.class);

    /** A seller was registered or renamed. Key: seller id. */
    public static final EventType<SellerChanged> SELLER_CHANGED =
            new EventType<>("seller.changed", 1, TOPIC, SellerChanged.class);

    private CatalogEvents() {}

    /** @param version of the product after the change; a price that came into force leaves it as it was */
    public record ProductChanged(UUID productId, long version, ProductState state) {}

    /** @param version of the tree after the change */
    public record CategoriesChanged(long version) {}

    public record SellerChanged(UUID sellerId) {}
}
