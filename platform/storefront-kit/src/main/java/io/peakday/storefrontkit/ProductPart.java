package io.peakday.storefrontkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a slot shows of a product.
 *
 * @param fragments at most one for each place
 * @param data added to what search engines read of the product (schema.org), by the name of the property
 * @param until from when on it is no longer true; null: until an event says so
 */
public record ProductPart(
        Map<ProductPlace, Fragment> fragments,
        Map<String, Object> data,
        @Nullable Instant until) {
    public ProductPart {
        fragments = Map.copyOf(fragments);
        data = Map.copyOf(data);
    }

    public static ProductPart of(ProductPlace place, Fragment fragment) {
        return new ProductPart(Map.of(place, fragment), Map.of(), null);
    }

    public ProductPart and(ProductPlace place, Fragment fragment) {
        Map<ProductPlace, Fragment> all = new LinkedHashMap<>(fragments);
        all.put(place, fragment);
        return new ProductPart(all, data, until);
    }

    public ProductPart data(String property, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(data);
        all.put(property, value);
        return new ProductPart(fragments, all, until);
    }

    public ProductPart until(Instant end) {
        return new ProductPart(fragments, data, end);
    }
}
