package io.peakday.sale.storefront;

import io.peakday.storefrontkit.Fragment;
import io.peakday.storefrontkit.ProductPart;
import io.peakday.storefrontkit.ProductPlace;
import io.peakday.storefrontkit.ProductSlot;
import io.peakday.ui.Html;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leads from a product to the sale that one of its variants is in. How much is left changes with every claim, so it is said on the
 * sale's own page alone.
 */
final class SaleHint implements ProductSlot {
    private final CurrentSales current;
    private final Html html;

    SaleHint(CurrentSales current, Html html) {
        this.current = current;
        this.html = html;
    }

    @Override
    public String name() {
        return "sale";
    }

    /** As {@link SaleStrip#version}; pages of products that are in no sale stay as they are. */
    @Override
    public @Nullable Object version(Supplier<Product> product) {
        return current.any() ? sale(product.get()) : null;
    }

    @Override
    public @Nullable ProductPart draw(Product product, Map<String, String> asked) {
        SaleLink sale = sale(product);
        return sale == null ? null : ProductPart.of(ProductPlace.OFFER, Fragment.of(html, "sale/hint", sale));
    }

    private @Nullable SaleLink sale(Product product) {
        return product.variants().stream()
                .map((UUID variant) -> current.of(variant))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
