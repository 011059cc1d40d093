package io.peakday.cart.planted;

import io.peakday.storefrontkit.ProductPart;
import io.peakday.storefrontkit.ProductSlot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills a slot of the shop where none is filled, so that the rule against it is seen to work. */
public final class FillsASlot implements ProductSlot {
    @Override
    public String name() {
        return "planted";
    }

    @Override
    public @Nullable ProductPart draw(Product product, Map<String, String> asked) {
        return null;
    }
}
