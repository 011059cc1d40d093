package io.peakday.storefront.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Product;
import io.peakday.catalog.ProductState;
import io.peakday.catalog.Variant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContentVersionsTest {
    private static final UUID PRODUCT = new UUID(7, 1);
    private static final UUID BLUE = new UUID(7, 2);
    private static final UUID RED = new UUID(7, 3);
    private static final UUID GREEN = new UUID(7, 4);

    private final ContentVersions versions = new ContentVersions();

    @Test
    void everyChangeOfWhatThePageShowsMakesItGrow() {
        long before = versions.of(product(1, BLUE, RED));
        for (Runnable change : List.<Runnable>of(
                () -> versions.changed(PRODUCT),
                () -> versions.changed(BLUE),
                () -> versions.changed(RED),
                versions::everythingChanged,
                versions::forgetEverything)) {
            change.run();
            long after = versions.of(product(1, BLUE, RED));
            assertThat(after).isGreaterThan(before);
            before = after;
        }
        versions.changed(GREEN);
        assertThat(versions.of(product(1, BLUE, RED))).isEqualTo(before);
    }

    @Test
    void itGrowsAlsoWhenAVariantThatHasOftenChangedIsTakenOutOrReplaced() {
        for (int i = 0; i < 1_000; i++) {
            versions.changed(RED);
        }
        long before = versions.of(product(4, BLUE, RED));
        assertThat(versions.of(product(5, BLUE))).isGreaterThan(before);
        assertThat(versions.of(product(5, BLUE, GREEN))).isGreaterThan(before);
        assertThat(versions.of(product(6, BLUE, RED))).isGreaterThan(versions.of(product(5, BLUE)));
    }

    private static Product product(long version, UUID... variants) {
        return new Product(
                PRODUCT,
                "external",
                "lamp",
                "Lamp",
                "",
                new UUID(7, 9),
                "",
                List.of(),
                Stream.of(variants)
                        .map(id -> new Variant(id, id.toString(), null, Map.of(), 0, "standard", List.of(), List.of()))
                        .toList(),
                List.of(),
                ProductState.PUBLISHED,
                version,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
