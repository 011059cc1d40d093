package io.peakday.search.follow;

import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.ProductIndex;
import io.peakday.search.index.Snapshot;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A rebuild under way: the index that it writes, and what events changed meanwhile, which is newer than what it reads. For one thread at a time. */
final class Rebuild {
    private final ProductIndex index;
    /** Whether the index serves already; an earlier attempt may have come as far. */
    private final boolean serves;
    /** Products that events wrote. */
    private final Set<UUID> touched = new HashSet<>();
    /** Variants whose stock changed: their products are read back at the end. */
    private final Set<UUID> restocked = new HashSet<>();
    /** Categories whose paths changed; likewise. */
    private final Set<UUID> recategorized = new HashSet<>();
    /** Products whose figures changed; likewise. */
    private final Set<UUID> refigured = new HashSet<>();

    Rebuild(ProductIndex index, boolean serves) {
        this.index = index;
        this.serves = serves;
    }

    ProductIndex index() {
        return index;
    }

    boolean serves() {
        return serves;
    }

    void touched(Collection<UUID> products) {
        touched.addAll(products);
    }

    void restocked(Collection<UUID> variants) {
        restocked.addAll(variants);
    }

    void recategorized(Collection<UUID> categories) {
        recategorized.addAll(categories);
    }

    void refigured(UUID product) {
        refigured.add(product);
    }

    /** Writes what was read, but for what events wrote since. */
    void write(List<ProductDocument> documents) {
        List<ProductDocument> fresh = documents.stream()
                .filter(document -> !touched.contains(document.id()))
                .toList();
        if (serves) {
            index.put(fresh);
        } else {
            index.add(fresh);
        }
    }

    /** The products that are to be read back at the end. */
    Set<UUID> changed() {
        Set<UUID> changed = new HashSet<>(refigured);
        changed.addAll(index.products(restocked));
        if (!recategorized.isEmpty()) {
            try (Snapshot snapshot = index.snapshot()) {
                changed.addAll(snapshot.productsIn(recategorized));
            }
        }
        return changed;
    }
}
