package io.peakday.inventory.console;

import io.peakday.consolekit.VariantStock;
import io.peakday.inventory.Inventory;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What the pages about products show of the stock. */
final class StockOfProducts implements VariantStock {
    private final Inventory inventory;

    StockOfProducts(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public Map<UUID, Integer> available(Collection<UUID> variants) {
        return inventory.available(variants);
    }

    @Override
    public Map<UUID, Integer> availableNow(Collection<UUID> variants) {
        Map<UUID, Integer> available = new HashMap<>();
        inventory.levels(variants).forEach((variant, level) -> available.put(variant, level.available()));
        return available;
    }
}
