package io.peakday.inventory;

import io.peakday.kernel.Checks;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** How many units of a variant can still be bought. Open to everybody. */
@RestController
@Tag(name = "Stock")
@RequestMapping("/api/v1/stock")
class StockApi {
    private static final int MAX_VARIANTS = 200;

    private final Inventory inventory;

    StockApi(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * What can be bought of one variant.
     *
     * @param variantId the variant's id
     * @param available units that can still be promised, from 0
     */
    record Stock(UUID variantId, int available) {}

    /**
     * What can be bought of several variants.
     *
     * @param items one for each variant asked for
     */
    record Stocks(List<Stock> items) {}

    /**
     * Gets how many units of some variants can still be bought.
     *
     * <p>The numbers are for showing: they lag behind by a moment, by up to a minute where events are delayed, and only a checkout decides. They
     * can be kept for a second ({@code Cache-Control}).
     *
     * @param variant the ids of 1 to 200 variants, repeated or separated by commas; one that was never in stock has 0 units
     * @return the numbers, each variant once
     * @throws io.peakday.kernel.Failure {@code inventory.too-many-variants} (400) if none, or more than 200, are asked for
     */
    @GetMapping
    ResponseEntity<Stocks> getStock(@RequestParam Set<@Nullable UUID> variant) {
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
