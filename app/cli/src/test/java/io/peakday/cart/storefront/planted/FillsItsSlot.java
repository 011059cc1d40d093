package io.peakday.cart.storefront.planted;

import io.peakday.storefrontkit.ProductPart;
import io.peakday.storefrontkit.ProductSlot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills a slot of the shop where its system fills its own. */
public final class FillsItsSlot implements ProductSlot {
    @Override
    public String name() {
        return "planted";
    }

    @Override
    public @Nullable ProductPart draw(Product product, Map<String, String> asked) {
        return null;
    }
}
