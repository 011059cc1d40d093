package io.peakday.inventory;

import io.peakday.kernel.Checks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What shoppers may know of the stock. */
@RestController
@RequestMapping("/api/v1/stock")
class StockApi {
    private static final int MAX_VARIANTS = 200;

    private final Inventory inventory;

    StockApi(Inventory inventory) {
        this.inventory = inventory;
    }

    /** Units that can be promised. */
    record Stock(UUID variantId, int available) {}

    record Stocks(List<Stock> items) {}

    /**
     * @param variant 1 to {@value #MAX_VARIANTS} variants, repeated or separated by commas; one the inventory has never seen has
     *     0 units
     */
    @GetMapping
    ResponseEntity<Stocks> available(@RequestParam Set<@Nullable UUID> variant) {
        // A blank one arrives as null.
        List<UUID> asked = variant.stream().filter(Objects::nonNull).toList();
        new Checks()
                .range("variant", asked.size(), 1, MAX_VARIANTS)
                .orThrow("inventory.too-many-variants", "This many variants cannot be asked for at once.");
        Map<UUID, Integer> available = inventory.available(asked);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofSeconds(1)))
                .body(new Stocks(asked.stream()
                        .map(id -> new Stock(id, available.getOrDefault(id, 0)))
                        .toList()));
    }
}
