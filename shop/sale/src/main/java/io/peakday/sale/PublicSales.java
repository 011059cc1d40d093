package io.peakday.sale;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.cache.Prebuilt;
import io.peakday.cache.PrebuiltCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sales as everybody sees them, as ready JSON: on a sale day every open page asks for it each second or two. The bytes are made once
 * for all who ask in {@link #KEPT}, and never outlive an opening or a closing.
 */
final class PublicSales {
    /** How old the number of units that are left may be. */
    static final Duration KEPT = Duration.ofMillis(250);

    private static final DataSize MEMORY = DataSize.ofMegabytes(2);

    private final FlashSales sales;
    private final InstantSource clock;
    private final JsonMapper json;
    private final PrebuiltCache<UUID> answers;

    PublicSales(FlashSales sales, InstantSource clock, JsonMapper json) {
        this.sales = sales;
        this.clock = clock;
        this.json = json;
        this.answers = new PrebuiltCache<>("public-sales", MEMORY, clock, this::make);
    }

    PublicSales measured(MeterRegistry meters) {
        answers.measured(meters);
        return this;
    }

    /** @throws io.peakday.kernel.Failure {@code sale.not-found} */
    Prebuilt of(UUID id) {
        Prebuilt answer = answers.get(id);
        if (answer == null) {
            throw FlashSales.notFound();
        }
        return answer;
    }

    private PrebuiltCache.@Nullable Entry make(UUID id) {
        Instant now = clock.instant();
        return sales.now(id)
                .map(found -> new PrebuiltCache.Entry(
                        Prebuilt.json(json.writeValueAsBytes(PublicSale.of(found, now))),
                        found.sale().shownUntil(now, now.plus(KEPT))))
                .orElse(null);
    }
}
