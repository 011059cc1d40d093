package io.peakday.search.follow;

import io.peakday.search.index.ProductDocument;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Where the index reads products from: the catalogue, or a generated one that is measured with. */
public interface DocumentSource {
    /** As they stand now; those that cannot be found by shoppers are left out. */
    List<ProductDocument> read(Collection<UUID> productIds);

    /** Every product that can be found, in batches. */
    void stream(Consumer<List<ProductDocument>> batch);
}
