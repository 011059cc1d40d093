package io.peakday.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One field that differs between two versions of a product.
 *
 * @param path as in the JSON document, with the members of lists named by what identifies them:
 *     {@code attributes[colour].value}, {@code variants[SKU-1].offers[…].price}
 * @param before in the first version, as JSON text, save that a state is its bare word and a mere change of order is told as
 *     {@code in order: …}; null where the field was added
 * @param after in the second version, in the same way; null where the field was removed
 */
public record Difference(
        String path, @Nullable String before, @Nullable String after) {}
