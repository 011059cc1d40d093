package io.peakday.sale.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.ProductFilter;
import io.peakday.catalog.Variant;
import io.peakday.catalog.VariantView;
import io.peakday.inventory.Inventory;
import io.peakday.kernel.Failure;
import io.peakday.sale.console.SalePages.Choice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The variants of which there may be a sale, and how many units of each are available. */
final class Choices {
    private static final int FOUND_PRODUCTS = 20;
    private static final int FOUND_VARIANTS = 60;

    private final Catalog catalog;
    private final Inventory inventory;

    Choices(Catalog catalog, Inventory inventory) {
        this.catalog = catalog;
        this.inventory = inventory;
    }

    /** By id; those that do not exist any more are absent. */
    Map<UUID, VariantView> variants(Collection<UUID> ids) {
        return catalog.variants(ids);
    }

    /** Of the products that fit best. */
    List<Choice> find(String text) {
        List<UUID> ids = catalog.list(ProductFilter.ofText(text), null, FOUND_PRODUCTS).items().stream()
                .flatMap(product -> product.variants().stream())
                .map(Variant::id)
                .limit(FOUND_VARIANTS)
                .toList();
        Map<UUID, VariantView> variants = catalog.variants(ids);
        Map<UUID, Integer> available = inventory.available(ids);
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(variants.get(id)).stream())
                .map(one -> new Choice(one, available.getOrDefault(one.variantId(), 0)))
                .toList();
    }

    /** @throws Failure {@code catalog.not-found} */
    Choice require(UUID variantId) {
        VariantView variant = catalog.variants(List.of(variantId)).get(variantId);
        if (variant == null) {
            throw Failure.notFound("catalog.not-found", "There is no such variant.");
        }
        return new Choice(variant, inventory.available(List.of(variantId)).getOrDefault(variantId, 0));
    }
}
