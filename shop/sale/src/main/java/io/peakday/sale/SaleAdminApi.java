package io.peakday.sale;

import io.peakday.catalog.CatalogPermissions;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Requires;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.web.Page;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Planning, watching and ending sales. */
@RestController
@RequestMapping("/api/v1/admin/sales")
@Requires(CatalogPermissions.Names.CATALOG_READ)
@Route(priority = Priority.CRITICAL)
class SaleAdminApi {
    private static final int PAGE = 50;

    private final FlashSales sales;
    private final InstantSource clock;

    SaleAdminApi(FlashSales sales, InstantSource clock) {
        this.sales = sales;
        this.clock = clock;
    }

    /** A sale, where it stands now, and where its units are. */
    record WatchedSale(AdminSale sale, SaleState state, SaleCount count) {}

    /** @param holdSeconds 10 to 86,400; 600 if it is not said. One unit a customer if {@code perCustomer} is not said. */
    record SaleForm(
            @Nullable String name,
            @Nullable UUID variantId,
            @Nullable Money price,
            @Nullable Integer setAside,
            @Nullable Integer perCustomer,
            @Nullable Integer holdSeconds,
            @Nullable Instant opensAt,
            @Nullable Instant closesAt,
            @Nullable AdmissionPolicy door,
            @Nullable String accessCode) {
        SaleDraft draft() {
            if (variantId == null || price == null || opensAt == null || closesAt == null || setAside == null) {
                Checks checks = new Checks()
                        .require(variantId != null, "variantId", "required", "variantId is required.")
                        .require(price != null, "price", "required", "price is required.")
                        .require(setAside != null, "setAside", "required", "setAside is required.")
                        .require(opensAt != null, "opensAt", "required", "opensAt is required.")
                        .require(closesAt != null, "closesAt", "required", "closesAt is required.");
                throw Failure.invalid("sale.bad-sale", "This sale cannot be planned.", checks.errors());
            }
            return new SaleDraft(
                    name == null ? "" : name,
                    variantId,
                    price,
                    setAside,
                    perCustomer == null ? 1 : perCustomer,
                    holdSeconds == null ? SaleDraft.DEFAULT_HOLD : Duration.ofSeconds(holdSeconds),
                    opensAt,
                    closesAt,
                    door,
                    accessCode);
        }
    }

    /** One unit a customer if {@code perCustomer} is not said. */
    record ItemForm(
            @Nullable UUID variantId,
            @Nullable Money price,
            @Nullable Integer setAside,
            @Nullable Integer perCustomer) {
        SaleItem item() {
            if (variantId == null || price == null || setAside == null) {
                Checks checks = new Checks()
                        .require(variantId != null, "variantId", "required", "variantId is required.")
                        .require(price != null, "price", "required", "price is required.")
                        .require(setAside != null, "setAside", "required", "setAside is required.");
                throw Failure.invalid("sale.bad-sale", "This item cannot be added.", checks.errors());
            }
            return new SaleItem(variantId, price, setAside, perCustomer == null ? 1 : perCustomer);
        }
    }

    record Closing(@Nullable Instant closesAt) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale plan(@RequestBody SaleForm form) {
        return watched(sales.plan(form.draft()));
    }

    @GetMapping
    Page<WatchedSale> list(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        return sales.list(cursor, Page.limit(limit, PAGE, 199)).map(this::watched);
    }

    @GetMapping("/{id}")
    WatchedSale find(@PathVariable UUID id) {
        return watched(sales.require(id));
    }

    /** All items of the sale that this one belongs to, the first one first. */
    @GetMapping("/{id}/items")
    List<WatchedSale> items(@PathVariable UUID id) {
        List<SaleNow> items = sales.items(id);
        if (items.isEmpty()) {
            throw FlashSales.notFound();
        }
        Instant now = clock.instant();
        return items.stream()
                .map(item -> new WatchedSale(shown(item.sale()), item.sale().stateAt(now), item.count()))
                .toList();
    }

    /** One more item, with the sale's name, times, hold, code and waiting room. */
    @PostMapping("/{id}/items")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale addItem(@PathVariable UUID id, @RequestBody ItemForm form) {
        return watched(sales.addItem(Ids.next(), id, form.item()));
    }

    /** Takes an item out of a sale that has not begun; {@code id} may be any of its items. */
    @DeleteMapping("/{id}/items/{itemId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    void removeItem(@PathVariable UUID id, @PathVariable UUID itemId) {
        sales.removeItem(id, itemId);
    }

    /** This and what follows holds for all items of a sale. */
    @PostMapping("/{id}/pause")
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale pause(@PathVariable UUID id) {
        return watched(sales.pause(id));
    }

    @PostMapping("/{id}/resume")
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale resume(@PathVariable UUID id) {
        return watched(sales.resume(id));
    }

    @PostMapping("/{id}/stop")
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale stop(@PathVariable UUID id) {
        return watched(sales.stop(id));
    }

    @PostMapping("/{id}/close")
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale close(@PathVariable UUID id, @RequestBody Closing form) {
        if (form.closesAt() == null) {
            throw Failure.invalid("sale.bad-sale", "closesAt is required.");
        }
        return watched(sales.close(id, form.closesAt()));
    }

    /** Of a sale with a waiting room; holds from the answer on. */
    @PostMapping("/{id}/door")
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale door(@PathVariable UUID id, @RequestBody AdmissionPolicy door) {
        return watched(sales.changeAdmission(id, door));
    }

    private WatchedSale watched(Sale sale) {
        return new WatchedSale(shown(sale), sale.stateAt(clock.instant()), sales.count(sale.id()));
    }

    /** Who only looks does not get the code that lets customers in. */
    private static AdminSale shown(Sale sale) {
        return AdminSale.of(sale, CurrentActor.get().may(CatalogPermissions.CATALOG_WRITE));
    }
}
