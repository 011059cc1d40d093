package io.peakday.storefrontkit;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the slots of a product's page show, in their order.
 *
 * @param whole whether each of them answered; a page that lacks a part is not kept for longer than a moment
 */
public record ProductParts(List<ProductPart> drawn, boolean whole) {
    public ProductParts {
        drawn = List.copyOf(drawn);
    }

    /** Those of one place. */
    public List<Fragment> at(ProductPlace place) {
        return drawn.stream()
                .flatMap(part -> Stream.ofNullable(part.fragments().get(place)))
                .toList();
    }

    public Map<String, Object> data() {
        Map<String, Object> all = new LinkedHashMap<>();
        drawn.forEach(part -> all.putAll(part.data()));
        return all;
    }

    /** From when on one of them is no longer true; null: until an event says so. */
    public @Nullable Instant until() {
        return drawn.stream()
                .map(ProductPart::until)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
