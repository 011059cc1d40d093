package io.peakday.cart;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.VariantView;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What carts ask the catalogue. */
interface KnownVariants {
    /** As this node remembers them, for what is shown. */
    Map<UUID, VariantView> remembered(Collection<UUID> variantIds);

    /** As they are in the database, for what decides. */
    default Map<UUID, VariantView> current(Collection<UUID> variantIds) {
        return remembered(variantIds);
    }

    static KnownVariants of(Catalog catalog) {
        return new KnownVariants() {
            @Override
            public Map<UUID, VariantView> remembered(Collection<UUID> variantIds) {
                return catalog.variants(variantIds);
            }

            @Override
            public Map<UUID, VariantView> current(Collection<UUID> variantIds) {
                return catalog.currentVariants(variantIds);
            }
        };
    }
}
