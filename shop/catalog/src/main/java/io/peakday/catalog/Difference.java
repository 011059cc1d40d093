package io.peakday.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One field that differs between two revisions.
 *
 * @param path as in the JSON document, with the members of lists named by what identifies them:
 *     {@code attributes[colour].value}, {@code variants[SKU-1].offers[…].price}
 * @param before JSON text; null where the field was added
 * @param after JSON text; null where the field was removed
 */
public record Difference(
        String path, @Nullable String before, @Nullable String after) {}
