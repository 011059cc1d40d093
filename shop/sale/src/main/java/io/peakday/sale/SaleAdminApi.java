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
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Sales for staff: planning, watching, changing and ending them. A sale offers one item or several at prices and in quantities of
 * their own for a limited time; an item has an id of its own, and a change of the sale is a change of all of its items.
 */
@RestController
@Tag(name = "Sales for staff")
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

    /**
     * An item of a sale, with its state and its units at the time of the answer.
     *
     * @param sale the item and the terms of its sale
     * @param state {@code PLANNED} before the opening, {@code OPEN}, {@code PAUSED}, {@code CLOSED} from the closing on, or
     *     {@code STOPPED} by staff
     * @param count where the item's units are
     */
    record WatchedSale(AdminSale sale, SaleState state, SaleCount count) {}

    /**
     * A sale to be planned, with its first item.
     *
     * @param name shown to customers, 1 to 200 characters
     * @param variantId the product variant that is sold
     * @param price of one unit, 0 to 1,000,000,000 minor units
     * @param setAside units taken from the stock for this item, 1 to 100,000; nothing else can sell them
     * @param perCustomer the most units of this item for one customer, 1 to 100; 1 if left out
     * @param holdSeconds how long a claim is held for its payment, 10 to 86,400 seconds; 600 if left out
     * @param opensAt from when on units can be claimed, inclusive; may be past
     * @param closesAt until when units can be claimed, exclusive; after {@code opensAt}, in the future, within 25 days from now
     * @param door the terms of the waiting room before the sale; null: none, everybody may claim at once. With one, {@code closesAt}
     *     is within 25 days of {@code opensAt}
     * @param accessCode what a customer must know to claim: 6 to 40 letters, digits and dashes, in upper or lower case; null: nothing
     */
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

    /**
     * One more item for a sale.
     *
     * @param variantId the product variant that is sold; each may be in a sale once
     * @param price of one unit, 0 to 1,000,000,000 minor units
     * @param setAside units taken from the stock for this item, 1 to 100,000; nothing else can sell them
     * @param perCustomer the most units of this item for one customer, 1 to 100; 1 if left out
     */
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

    /**
     * A new closing time.
     *
     * @param closesAt exclusive; after the opening, in the future, within 25 days from now
     */
    record Closing(@Nullable Instant closesAt) {}

    /**
     * Plans a sale and takes its units from the stock.
     *
     * <p>The units are not for sale elsewhere from the answer on; the event {@code inventory.stock-changed} follows. What nobody bought
     * goes back to the stock after the end. More items are added with {@code addSaleItem}.
     *
     * @param form the terms of the sale, and its first item
     * @return the sale that was planned
     * @throws Failure {@code sale.bad-sale} (400) if a field is missing or out of its bounds; every wrong field is named
     * @throws Failure {@code waiting.bad-room} (400) if a sale with a waiting room would be open for more than 25 days
     * @throws Failure {@code sale.too-few} (409) if fewer units are in stock than are to be allocated, also of an unknown variant
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale planSale(@RequestBody SaleForm form) {
        return watched(sales.plan(form.draft()));
    }

    /**
     * Lists the items of all sales, those that open last first.
     *
     * <p>Sales that are over stay in the list.
     *
     * @param limit the most items of a page, 1 to 199; 50 if left out
     * @return a page of items
     */
    @GetMapping
    Page<WatchedSale> listSales(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        return sales.list(cursor, Page.limit(limit, PAGE, 199)).map(this::watched);
    }

    /**
     * Gets an item of a sale, with where its units are.
     *
     * @param id an item of a sale
     * @return the item, with its state and its units now
     * @throws Failure {@code sale.not-found} (404) if there is no such item
     */
    @GetMapping("/{id}")
    WatchedSale getSaleForStaff(@PathVariable UUID id) {
        return watched(sales.require(id));
    }

    /**
     * Lists all items of a sale.
     *
     * <p>The item that the sale was planned with comes first, the others in the order in which they were added.
     *
     * @param id any item of the sale
     * @return all items, at most 50
     * @throws Failure {@code sale.not-found} (404) if there is no such item
     */
    @GetMapping("/{id}/items")
    List<WatchedSale> listSaleItems(@PathVariable UUID id) {
        List<SaleNow> items = sales.items(id);
        if (items.isEmpty()) {
            throw FlashSales.notFound();
        }
        Instant now = clock.instant();
        return items.stream()
                .map(item -> new WatchedSale(shown(item.sale()), item.sale().stateAt(now), item.count()))
                .toList();
    }

    /**
     * Adds an item to a sale and takes its units from the stock.
     *
     * <p>The item has the sale's name, times, hold, access code and waiting room, and is paused if the sale is. It can be claimed as soon
     * as the sale is open. The event {@code inventory.stock-changed} follows.
     *
     * @param id any item of the sale
     * @param form the item
     * @return the item that was added
     * @throws Failure {@code sale.bad-sale} (400) if a field is missing or out of its bounds; every wrong field is named
     * @throws Failure {@code sale.not-found} (404) if there is no such item
     * @throws Failure {@code sale.over} (409) if the sale is closed or stopped
     * @throws Failure {@code sale.item-twice} (409) if the variant is in the sale already
     * @throws Failure {@code sale.too-many-items} (409) if the sale has 50 items
     * @throws Failure {@code sale.too-few} (409) if fewer units are in stock than are to be allocated, also of an unknown variant
     */
    @PostMapping("/{id}/items")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale addSaleItem(@PathVariable UUID id, @RequestBody ItemForm form) {
        return watched(sales.addItem(Ids.next(), id, form.item()));
    }

    /**
     * Removes an item from a sale that has not begun.
     *
     * <p>Its units go back to the stock, and the event {@code inventory.stock-changed} follows. The item and its id are gone then, so
     * repeating this is answered with {@code sale.not-found}. The other items, their access code and their waiting room stay.
     *
     * @param id any item of the sale
     * @param itemId the item to remove
     * @throws Failure {@code sale.not-found} (404) if there is no such item, or it is in another sale
     * @throws Failure {@code sale.begun} (409) if the sale has opened
     * @throws Failure {@code sale.over} (409) if the sale is closed or stopped
     * @throws Failure {@code sale.item-claimed} (409) if the item was claimed
     * @throws Failure {@code sale.last-item} (409) if it is the only item; stop the sale instead
     */
    @DeleteMapping("/{id}/items/{itemId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    void removeSaleItem(@PathVariable UUID id, @PathVariable UUID itemId) {
        sales.removeItem(id, itemId);
    }

    /**
     * Pauses a sale with all of its items.
     *
     * <p>After the answer no claim is granted until the sale is resumed, and nobody is admitted from its waiting room. What is held
     * already can be paid. A sale can be paused before it opens. Repeating it changes nothing.
     *
     * @param id any item of the sale
     * @return the item asked for, as it is now
     * @throws Failure {@code sale.not-found} (404) if there is no such item
     * @throws Failure {@code sale.over} (409) if the sale is over and what was left has gone back to the stock
     */
    @PostMapping("/{id}/pause")
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale pauseSale(@PathVariable UUID id) {
        return watched(sales.pause(id));
    }

    /**
     * Resumes a paused sale with all of its items.
     *
     * <p>Repeating it changes nothing.
     *
     * @param id any item of the sale
     * @return the item asked for, as it is now
     * @throws Failure {@code sale.not-found} (404) if there is no such item
     * @throws Failure {@code sale.over} (409) if the sale is over and what was left has gone back to the stock
     */
    @PostMapping("/{id}/resume")
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale resumeSale(@PathVariable UUID id) {
        return watched(sales.resume(id));
    }

    /**
     * Stops a sale with all of its items, permanently.
     *
     * <p>After the answer no claim is granted any more. What is held already can be paid. Once nothing is held, within seconds, the units
     * that nobody bought go back to the stock.
     *
     * @param id any item of the sale
     * @return the item asked for, as it is now
     * @throws Failure {@code sale.not-found} (404) if there is no such item
     * @throws Failure {@code sale.over} (409) if the sale is over and what was left has gone back to the stock
     */
    @PostMapping("/{id}/stop")
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale stopSale(@PathVariable UUID id) {
        return watched(sales.stop(id));
    }

    /**
     * Sets when a sale closes, with all of its items.
     *
     * <p>To end a sale at once, stop it. A sale that has closed opens again if its units have not gone back to the stock yet.
     *
     * @param id any item of the sale
     * @param form the new closing time
     * @return the item asked for, as it is now
     * @throws Failure {@code sale.bad-sale} (400) if the time is missing, past, not after the opening, or more than 25 days from now
     * @throws Failure {@code waiting.bad-room} (400) if the waiting room would be open for more than 25 days; the sale itself has the new
     *     closing time then
     * @throws Failure {@code sale.not-found} (404) if there is no such item
     * @throws Failure {@code sale.over} (409) if the sale is over and what was left has gone back to the stock
     */
    @PostMapping("/{id}/close")
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale closeSale(@PathVariable UUID id, @RequestBody Closing form) {
        if (form.closesAt() == null) {
            throw Failure.invalid("sale.bad-sale", "closesAt is required.");
        }
        return watched(sales.close(id, form.closesAt()));
    }

    /**
     * Sets how customers are admitted from a sale's waiting room.
     *
     * <p>The rate holds from the answer on, the difficulty of challenges within a second. Only a sale that was planned with a waiting room
     * has one.
     *
     * @param id any item of the sale
     * @param door the new terms of the waiting room
     * @return the item asked for, as it is now
     * @throws Failure {@code sale.bad-sale} (400) if a field is out of its bounds
     * @throws Failure {@code sale.not-found} (404) if there is no such item
     * @throws Failure {@code sale.no-door} (409) if the sale was planned without a waiting room
     * @throws Failure {@code sale.over} (409) if the sale is over and what was left has gone back to the stock
     */
    @PostMapping("/{id}/door")
    @Requires(CatalogPermissions.Names.CATALOG_WRITE)
    WatchedSale setSaleAdmission(@PathVariable UUID id, @RequestBody AdmissionPolicy door) {
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
