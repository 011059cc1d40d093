package io.peakday.consolekit;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** A slot of the pages about products: how many units of their variants can be had. A bean of the module that keeps the stock. */
public interface VariantStock {
    /** Of many, for a list; may be a moment old. What has no stock may be left out. */
    Map<UUID, Integer> available(Collection<UUID> variants);

    /** Of one product's, as it is now. What has no stock may be left out. */
    Map<UUID, Integer> availableNow(Collection<UUID> variants);
}
