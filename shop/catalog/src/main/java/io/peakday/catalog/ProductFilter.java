package io.peakday.catalog;

import io.peakday.kernel.Checks;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which products to list; null means any.
 *
 * @param categoryId the category and everything below it
 * @param brand the brand in any spelling
 * @param sellerId who offers at least one of the variants
 * @param text part of the title, SKU or external id, for the console; the search module finds for customers
 */
public record ProductFilter(
        @Nullable UUID categoryId,
        @Nullable ProductState state,
        @Nullable String brand,
        @Nullable UUID sellerId,
        @Nullable String text) {
    public ProductFilter {
        Checks checks = new Checks();
        if (brand != null) {
            Limits.checkText(checks, "brand", brand, 1, Limits.BRAND);
        }
        if (text != null) {
            Limits.checkText(checks, "text", text, 1, Limits.SKU);
        }
        checks.orThrow("catalog.invalid-filter", "This filter has fields that must be put right.");
    }

    public static final ProductFilter ALL = new ProductFilter(null, null, null, null, null);

    public static ProductFilter publishedIn(@Nullable UUID categoryId) {
        return new ProductFilter(categoryId, ProductState.PUBLISHED, null, null, null);
    }

    public static ProductFilter ofText(@Nullable String text) {
        return new ProductFilter(null, null, null, null, text);
    }
}
