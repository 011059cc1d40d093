package io.peakday.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A draft for {@link Catalog#upsert}, and the state its product is to have.
 *
 * @param draft with an external id
 * @param state null to leave a product as it is and make a new one a draft
 */
public record ProductUpsert(ProductDraft draft, @Nullable ProductState state) {}
