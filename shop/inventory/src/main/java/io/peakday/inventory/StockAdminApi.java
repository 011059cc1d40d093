package io.peakday.inventory;

import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import io.peakday.web.Parameters;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Stock, for the people and programs that run the store: how many units of each variant lie where, corrections and counts, the ledger of all
 * movements, and the locations.
 */
@RestController
@Tag(name = "Stock for staff")
@RequestMapping("/api/v1/admin/stock")
@Requires(InventoryPermissions.Names.STOCK_READ)
class StockAdminApi {
    private static final int PAGE = 50;
    private static final int MAX_LEVELS = 10_000;

    private final Inventory inventory;

    StockAdminApi(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * The stock of one variant at one location.
     *
     * @param locationId the location's id
     * @param onHand units that lie there
     * @param reserved units of those that somebody has a claim on
     * @param available {@code onHand} less {@code reserved}, whether or not the location is active
     */
    record AtLocation(UUID locationId, int onHand, int reserved, int available) {}

    /**
     * The stock of one variant.
     *
     * @param variantId the variant's id
     * @param locations where it is or was in stock, by location id; empty where it never was
     */
    record VariantStock(UUID variantId, List<AtLocation> locations) {}

    /**
     * A correction of the stock at one location.
     *
     * @param id made by the caller, so that the adjustment may be repeated; if absent, one is made
     * @param variantId the variant; required
     * @param locationId where its units lie; required
     * @param delta units that came (positive) or went (negative), up to 100,000,000 and not 0; required
     * @param reason in words, for the ledger, 1 to 200 characters; required
     */
    record Adjustment(
            @Nullable UUID id,
            @Nullable UUID variantId,
            @Nullable UUID locationId,
            @Nullable Integer delta,
            @Nullable String reason) {}

    /**
     * What came of an adjustment.
     *
     * @param id the adjustment's id
     * @param repeated whether it was done before under this id, so that nothing happened now
     * @param levels the level of the variant as it is now, over all locations
     */
    record Adjusted(UUID id, boolean repeated, List<StockLevel> levels) {}

    /**
     * The counted number of units of a variant at a location.
     *
     * @param variantId the variant; required
     * @param locationId where it was counted; required
     * @param onHand units that lie there, reserved ones included, 0 to 100,000,000; required
     */
    record LevelBody(
            @Nullable UUID variantId,
            @Nullable UUID locationId,
            @Nullable Integer onHand) {}

    /**
     * What was counted.
     *
     * @param levels up to 10,000 counted numbers; of several of one variant at one location the last one stands; required
     * @param reason in words, for the ledger, 1 to 200 characters; required
     */
    record Count(@Nullable List<LevelBody> levels, @Nullable String reason) {}

    /**
     * A location as staff send it.
     *
     * @param code short and unique, for people and files: 1 to 40 lower-case letters, digits and dashes, beginning with no dash; required
     * @param name for people, 1 to 120 characters; required
     * @param kind what kind of place it is; required
     * @param priority among locations that serve an order equally well, the lowest number is taken first; 0 to 1000, required
     * @param active whether its stock is sold; required
     */
    record LocationBody(
            @Nullable String code,
            @Nullable String name,
            Location.@Nullable Kind kind,
            @Nullable Integer priority,
            @Nullable Boolean active) {}

    /**
     * When a variant counts as low.
     *
     * @param threshold at how many available units, 0 to 100,000,000; null: as the store sets it for all (5 unless set otherwise)
     */
    record Threshold(@Nullable Integer threshold) {}

    /**
     * Lists the stock of all variants that are or were in stock, by variant id.
     *
     * @param limit variants on a page, 1 to 199; 50 if absent
     * @return a page of variants, each with all its locations
     */
    @GetMapping
    Page<VariantStock> listStockLevels(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        int size = Page.limit(limit, PAGE, 199);
        List<VariantStock> found = grouped(inventory.reports().rows(after(cursor), size + 1));
        return Page.of(found, size, last -> Cursors.of(last.variantId()));
    }

    /**
     * Gets the sums over all stock.
     *
     * <p>They are counted anew each time, so ask for them now and then only.
     *
     * @return the sums
     */
    @GetMapping("/overview")
    StockReports.Overview getStockOverview() {
        return inventory.reports().overview();
    }

    /**
     * Gets the stock of one variant, location by location.
     *
     * @param variantId the variant's id
     * @return its stock; without locations where it was never in stock
     */
    @GetMapping("/variants/{variantId}")
    VariantStock getVariantStock(@PathVariable UUID variantId) {
        return new VariantStock(
                variantId,
                inventory.reports().rows(variantId).stream()
                        .map(StockAdminApi::place)
                        .toList());
    }

    /**
     * Lists the variants whose stock is low or sold out, by variant id.
     *
     * <p>A variant that was never in stock is not among them.
     *
     * @param limit variants on a page, 1 to 499; 50 if absent
     * @return a page of variants with at most as many available units as their threshold
     */
    @GetMapping("/low")
    Page<StockReports.Low> listLowStock(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        int size = Page.limit(limit, PAGE, 499);
        return Page.of(inventory.reports().low(after(cursor), size + 1), size, last -> Cursors.of(last.variantId()));
    }

    /**
     * Lists the movements of stock, newest first.
     *
     * @param variant only movements of the variant with this id; of all variants if absent
     * @param limit movements on a page, 1 to 499; 50 if absent
     * @return a page of movements
     */
    @GetMapping("/ledger")
    Page<LedgerEntry> listStockMovements(
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

    /**
     * Corrects how many units of a variant lie at a location.
     *
     * <p>Repeated with the same {@code id} it changes nothing, whatever else it says, and answers {@code repeated}; that is known for 90 days
     * unless the store sets otherwise. What was refused may be asked again under its id. The event {@code inventory.stock-changed} follows,
     * and {@code inventory.stock-low} when the variant becomes low.
     *
     * @param body the correction
     * @return the level as it is now
     * @throws io.peakday.kernel.Failure {@code inventory.missing-field} (400) if the variant, the location, the difference or the reason is missing
     * @throws io.peakday.kernel.Failure {@code inventory.bad-adjustment} (400) if the difference is 0 or out of range, or the reason is blank or
     *     too long
     * @throws io.peakday.kernel.Failure {@code inventory.no-location} (404) if there is no such location
     * @throws io.peakday.kernel.Failure {@code inventory.below-reserved} (409) if fewer units would lie there than are reserved, or fewer than none
     * @throws io.peakday.kernel.Failure {@code inventory.bad-level} (400) if more than 100,000,000 units would lie there
     */
    @PostMapping("/adjustments")
    @Requires(InventoryPermissions.Names.STOCK_WRITE)
    Adjusted adjustStock(@RequestBody Adjustment body) {
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

    /**
     * Sets how many units lie where, as counted; up to 10,000 numbers at once.
     *
     * <p>Other variants and locations stay as they are. A number below what is reserved there is not taken: the level is set to what is
     * reserved, and the answer names it. Repeating changes nothing. Parts of 2,000 are stored one after the other: if a later one names a
     * location that is not there, those before it stand.
     *
     * @param body the counted numbers
     * @return what has changed
     * @throws io.peakday.kernel.Failure {@code inventory.missing-field} (400) if the numbers or the reason are missing, or the variant, the
     *     location or the count of one of them
     * @throws io.peakday.kernel.Failure {@code inventory.too-many-levels} (400) if there are more than 10,000 numbers
     * @throws io.peakday.kernel.Failure {@code inventory.bad-level} (400) if a number is null, or not from 0 to 100,000,000
     * @throws io.peakday.kernel.Failure {@code inventory.bad-reason} (400) if the reason is blank or too long
     * @throws io.peakday.kernel.Failure {@code inventory.no-location} (404) if there is no such location as one of those named
     */
    @PutMapping("/levels")
    @Requires(InventoryPermissions.Names.STOCK_WRITE)
    SetLevelsReport setStockLevels(@RequestBody Count body) {
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

    /**
     * Sets at how many available units a variant counts as low.
     *
     * <p>It holds from the next change of its stock on, and at once for the list of what is low.
     *
     * @param variantId the variant's id
     * @param body the threshold; null gives it the general one
     * @return the threshold as it was sent
     * @throws io.peakday.kernel.Failure {@code inventory.bad-threshold} (400) if the threshold is not from 0 to 100,000,000
     */
    @PutMapping("/variants/{variantId}/threshold")
    @Requires(InventoryPermissions.Names.STOCK_WRITE)
    Threshold setStockThreshold(@PathVariable UUID variantId, @RequestBody Threshold body) {
        inventory.setThreshold(variantId, body.threshold());
        return body;
    }

    /**
     * Lists all locations, by priority, then code.
     *
     * @return every location, on one page
     */
    @GetMapping("/locations")
    Page<Location> listStockLocations() {
        return new Page<>(inventory.locations().all(), null);
    }

    /**
     * Creates or changes the location with an id.
     *
     * <p>The body is the whole location. Switching it on or off changes what is available of everything that lies there, and takes a while if
     * that is much; reservations stand. Repeating it changes nothing.
     *
     * @param locationId made by the caller for a new location
     * @param body the location as it is to be
     * @return the location as it is now
     * @throws io.peakday.kernel.Failure {@code inventory.missing-field} (400) if a field is missing
     * @throws io.peakday.kernel.Failure {@code inventory.bad-location} (400) if the code, the name or the priority is malformed or out of range
     * @throws io.peakday.kernel.Failure {@code inventory.location-code-taken} (409) if another location has the code
     */
    @PutMapping("/locations/{locationId}")
    @Requires(InventoryPermissions.Names.STOCK_WRITE)
    Location setStockLocation(@PathVariable UUID locationId, @RequestBody LocationBody body) {
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

    /**
     * Verifies all levels and reservations against the ledger.
     *
     * <p>It reads all of the ledger, which can take long, and looks at one moment, while selling goes on.
     *
     * @return what was compared, and each number that is not what the ledger says
     */
    @GetMapping("/verification")
    VerifyReport verifyStock() {
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
