package io.peakday.search.follow;

import io.peakday.search.index.ProductDocument;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Where the index reads products from: the catalogue, or a generated one that is measured with. */
public interface DocumentSource {
    /**
     * As they stand now; those that cannot be found by shoppers are left out.
     *
     * @param leastVersions products and the version that each is known to have reached
     * @throws RuntimeException if one cannot be read, or only as it was before: to be tried again
     */
    List<ProductDocument> read(Map<UUID, Long> leastVersions);

    /** Every product that can be found, in batches. */
    void stream(Consumer<List<ProductDocument>> batch);
}
