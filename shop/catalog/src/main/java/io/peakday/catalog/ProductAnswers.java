package io.peakday.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.cache.Prebuilt;
import io.peakday.cache.PrebuiltCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Published products as ready JSON, made again once the product, a seller's name or a category changed, or a price came into force
 * or ended.
 */
final class ProductAnswers {
    /** How old an answer may get although no event has reported a change. */
    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final Catalog catalog;
    private final ProductJson json;
    private final InstantSource clock;
    private final PrebuiltCache<UUID> answers;

    ProductAnswers(Catalog catalog, ProductJson json, InstantSource clock, DataSize memory) {
        this.catalog = catalog;
        this.json = json;
        this.clock = clock;
        this.answers = new PrebuiltCache<>("product-json", memory, PrebuiltCache.MOMENT, clock, this::make);
    }

    ProductAnswers measured(MeterRegistry meters) {
        answers.measured(meters);
        return this;
    }

    /** @throws io.peakday.kernel.Failure {@code catalog.no-product} */
    Prebuilt of(UUID id) {
        long names = catalog.namesVersion();
        Prebuilt answer = catalog.product(id)
                .filter(Product::published)
                .map(product -> answers.get(id, product.version() + names))
                .orElse(null);
        if (answer == null) {
            throw ProductChanges.unknown();
        }
        return answer;
    }

    private PrebuiltCache.@Nullable Entry make(UUID id) {
        Instant now = clock.instant();
        Instant latest = now.plus(REFRESH);
        return catalog.product(id)
                .filter(Product::published)
                .map(product -> PrebuiltCache.Entry.until(
                        Prebuilt.json(json.bytes(product, now)),
                        json.validUntil(product, now).orElse(null),
                        latest))
                .orElse(null);
    }
}
