package io.peakday.inventory;

import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import io.peakday.web.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stock for the people and programs that run the store. */
@RestController
@RequestMapping("/api/v1/admin/stock")
@Requires(InventoryPermissions.Names.STOCK_READ)
class StockAdminApi {
    private static final int PAGE = 50;
    private static final int MAX_LEVELS = 10_000;

    private final Inventory inventory;

    StockAdminApi(Inventory inventory) {
        this.inventory = inventory;
    }

    /** One variant at one location. */
    record AtLocation(UUID locationId, int onHand, int reserved, int available) {}

    /** One variant. */
    record VariantStock(UUID variantId, List<AtLocation> locations) {}

    record Adjustment(
            @Nullable UUID id,
            @Nullable UUID variantId,
            @Nullable UUID locationId,
            @Nullable Integer delta,
            @Nullable String reason) {}

    record Adjusted(UUID id, boolean repeated, List<StockLevel> levels) {}

    record LevelBody(
            @Nullable UUID variantId,
            @Nullable UUID locationId,
            @Nullable Integer onHand) {}

    record Count(@Nullable List<LevelBody> levels, @Nullable String reason) {}

    record LocationBody(
            @Nullable String code,
            @Nullable String name,
            Location.@Nullable Kind kind,
            @Nullable Integer priority,
            @Nullable Boolean active) {}

    record Threshold(@Nullable Integer threshold) {}

    @GetMapping
    Page<VariantStock> levels(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        int size = Page.limit(limit, PAGE, 199);
        List<VariantStock> found = grouped(inventory.reports().rows(after(cursor), size + 1));
        return Page.of(found, size, last -> Cursors.of(last.variantId()));
    }

    @GetMapping("/overview")
    StockReports.Overview overview() {
        return inventory.reports().overview();
    }

    @GetMapping("/variants/{variantId}")
    VariantStock variant(@PathVariable UUID variantId) {
        return new VariantStock(
                variantId,
                inventory.reports().rows(variantId).stream()
                        .map(StockAdminApi::place)
                        .toList());
    }

    @GetMapping("/low")
    Page<StockReports.Low> low(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        int size = Page.limit(limit, PAGE, 499);
        return Page.of(inventory.reports().low(after(cursor), size + 1), size, last -> Cursors.of(last.variantId()));
    }

    @GetMapping("/ledger")
    Page<LedgerEntry> ledger(
            @RequestParam @Nullable UUID variant,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit) {
        int size = Page.limit(limit, PAGE, 499);
        Long before = null;
        try {
            before = Cursors.read(cursor, 1)
                    .map(parts -> Parameters.whole(parts.getFirst()))
                    .orElse(null);
        } catch (NumberFormatException e) {
            throw Cursors.bad();
        }
        return Page.of(
                inventory.reports().ledger(variant, before, size + 1), size, last -> Cursors.of(last.sequence()));
    }

    /** Corrects one level; repeated with the same id it changes nothing. */
    @PostMapping("/adjustments")
    @Requires(InventoryPermissions.Names.STOCK_WRITE)
    Adjusted adjust(@RequestBody Adjustment body) {
        UUID id = body.id() == null ? Ids.next() : body.id();
        AdjustOutcome outcome = inventory.adjust(
                id,
                required("variantId", body.variantId()),
                required("locationId", body.locationId()),
                required("delta", body.delta()),
                required("reason", body.reason()));
        return switch (outcome) {
            case AdjustOutcome.Adjusted(List<StockLevel> levels) -> new Adjusted(id, false, levels);
            case AdjustOutcome.AlreadyAdjusted(List<StockLevel> levels) -> new Adjusted(id, true, levels);
            case AdjustOutcome.BelowReserved(int onHand, int reserved) ->
                throw Failure.conflict(
                        "inventory.below-reserved",
                        "Of the " + onHand + " units there, " + reserved + " are reserved; no more can be taken away.");
        };
    }

    /** Sets counted numbers; at most 10,000 in one request. */
    @PutMapping("/levels")
    @Requires(InventoryPermissions.Names.STOCK_WRITE)
    SetLevelsReport count(@RequestBody Count body) {
        List<LevelBody> levels = required("levels", body.levels());
        if (levels.size() > MAX_LEVELS) {
            throw Failure.invalid("inventory.too-many-levels", "At most " + MAX_LEVELS + " levels in one request.");
        }
        List<LevelSetting> settings = new ArrayList<>(levels.size());
        for (LevelBody level : levels) {
            if (level == null) {
                throw Failure.invalid("inventory.bad-level", "A level must not be null.");
            }
            settings.add(new LevelSetting(
                    required("levels.variantId", level.variantId()),
                    required("levels.locationId", level.locationId()),
                    required("levels.onHand", level.onHand())));
        }
        return inventory.setLevels(settings, required("reason", body.reason()));
    }

    /** Sets the threshold of a variant; {@code null} gives it the general one. */
    @PutMapping("/variants/{variantId}/threshold")
    @Requires(InventoryPermissions.Names.STOCK_WRITE)
    Threshold threshold(@PathVariable UUID variantId, @RequestBody Threshold body) {
        inventory.setThreshold(variantId, body.threshold());
        return body;
    }

    @GetMapping("/locations")
    Page<Location> locations() {
        return new Page<>(inventory.locations().all(), null);
    }

    /** Makes or changes the location of this id. */
    @PutMapping("/locations/{locationId}")
    @Requires(InventoryPermissions.Names.STOCK_WRITE)
    Location location(@PathVariable UUID locationId, @RequestBody LocationBody body) {
        var location = new Location(
                locationId,
                required("code", body.code()),
                required("name", body.name()),
                required("kind", body.kind()),
                required("priority", body.priority()),
                required("active", body.active()));
        inventory.locations().put(location);
        return location;
    }

    /** Recomputes everything from the ledger; reads all of it. */
    @GetMapping("/verification")
    VerifyReport verify() {
        return inventory.verify();
    }

    private static List<VariantStock> grouped(List<StockReports.Row> rows) {
        Map<UUID, List<AtLocation>> byVariant = new LinkedHashMap<>();
        rows.forEach(row -> byVariant
                .computeIfAbsent(row.variantId(), id -> new ArrayList<>())
                .add(place(row)));
        List<VariantStock> stocks = new ArrayList<>(byVariant.size());
        byVariant.forEach((variant, places) -> stocks.add(new VariantStock(variant, places)));
        return stocks;
    }

    private static AtLocation place(StockReports.Row row) {
        return new AtLocation(row.locationId(), row.onHand(), row.reserved(), row.available());
    }

    private static @Nullable UUID after(@Nullable String cursor) {
        return Cursors.read(cursor, 1)
                .map(parts -> Ids.parse(parts.getFirst()).orElseThrow(Cursors::bad))
                .orElse(null);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw Failure.invalid("inventory.missing-field", field + " is required.");
        }
        return value;
    }
}
