package io.peakday.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A draft for {@link Catalog#upsert}, and the state its product is to have.
 *
 * @param draft with an external id
 * @param state null to leave the product as it is
 * @param publish where no state is given: whether a new product or a draft goes on sale; what is archived stays so
 */
public record ProductUpsert(ProductDraft draft, @Nullable ProductState state, boolean publish) {
    /** @param present null for a new product */
    ProductState stateAfter(@Nullable ProductState present) {
        if (state != null) {
            return present == null || present == state ? state : present.become(state);
        }
        if (publish && present != ProductState.ARCHIVED) {
            return ProductState.PUBLISHED;
        }
        return present == null ? ProductState.DRAFT : present;
    }
}
