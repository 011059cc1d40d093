package io.peakday.demo;

import io.peakday.access.StaffMembers;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Product;
import io.peakday.catalog.Seller;
import io.peakday.catalog.Sellers;
import io.peakday.customers.CustomerView;
import io.peakday.customers.Customers;
import io.peakday.inventory.Inventory;
import io.peakday.orders.HistoricOrder;
import io.peakday.orders.Orders;
import io.peakday.reviews.Reviews;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Fills a store with the demo marketplace: the same seed makes the same store, and filling it again changes nothing.
 */
public final class DemoStore {
    private final Catalog catalog;
    private final Categories categories;
    private final Sellers sellers;
    private final Inventory inventory;
    private final Customers customers;
    private final StaffMembers staff;
    private final Orders orders;
    private final Reviews reviews;
    private final InstantSource clock;
    private final DemoSettings settings;
    private final FillingMark mark;

    DemoStore(
            Catalog catalog,
            Categories categories,
            Sellers sellers,
            Inventory inventory,
            Customers customers,
            StaffMembers staff,
            Orders orders,
            Reviews reviews,
            InstantSource clock,
            DemoSettings settings,
            FillingMark mark) {
        this.catalog = catalog;
        this.categories = categories;
        this.sellers = sellers;
        this.inventory = inventory;
        this.customers = customers;
        this.staff = staff;
        this.orders = orders;
        this.reviews = reviews;
        this.clock = clock;
        this.settings = settings;
        this.mark = mark;
    }

    /** Whether there is no product yet, of any state. */
    public boolean storeIsEmpty() {
        return catalog.counts().values().stream().allMatch(count -> count == 0);
    }

    /** Whether this store was filled, or is being filled, with the demo marketplace, however its staff are called. */
    public boolean isDemo() {
        return mark.present();
    }

    /**
     * Marks a store that was filled before fillings left a mark: it has the demo's products and sellers, its customer and its
     * owner. To be called at a start.
     */
    public void markIfFilledBefore() {
        if (!isDemo()
                && catalog.byExternalId(CatalogueLoader.externalId(0)).isPresent()
                && sellers.all().stream()
                        .anyMatch(seller -> CatalogueLoader.sellerId(0).equals(seller.externalId()))
                && customers.list(DemoLogins.CUSTOMER, null, 1).items().stream().anyMatch(CustomerView::verified)
                && staff.list().stream().anyMatch(member -> member.email().equals(DemoLogins.OWNER))) {
            mark.write();
        }
    }

    /**
     * Makes everything; a few seconds.
     *
     * @return the units sold of each product, for whoever keeps such counts
     */
    public Map<UUID, Long> fill(DemoProgress progress) {
        mark.write();
        long seed = settings.seed();
        Vocabulary words = Vocabulary.load();
        List<DemoProduct> products = new ProductGenerator(seed, words).generate(settings.products());
        UUID anna = DemoLogins.ensure(customers, staff);
        List<Product> stored =
                new CatalogueLoader(catalog, categories, sellers, inventory, words).load(products, progress);

        List<DemoCustomer> people = DemoCustomer.generate(seed, settings.customers() * 2);
        List<UUID> accounts = accounts(people, anna);
        progress.reached("customers", accounts.size(), accounts.size());

        List<DemoOrder> history =
                new OrderGenerator(seed, products, people).generate(settings.orders(), clock.instant());
        Map<UUID, String> sellerNames = sellers.all().stream().collect(Collectors.toMap(Seller::id, Seller::name));
        List<HistoricOrder> written = new HistoryLoader(orders, sellerNames, stored, seed, clock.instant())
                .load(history, people, accounts, progress);
        new ReviewLoader(reviews, seed, clock.instant())
                .load(history, written, products, people, settings.reviews(), progress);
        return sold(written);
    }

    private static Map<UUID, Long> sold(List<HistoricOrder> orders) {
        return orders.stream()
                .flatMap(order -> order.lines().stream())
                .collect(Collectors.groupingBy(
                        HistoricOrder.Line::productId, Collectors.summingLong(HistoricOrder.Line::quantity)));
    }

    /** One account for each of the first half of the people; the first of them is the one who can sign in. */
    private List<UUID> accounts(List<DemoCustomer> people, UUID anna) {
        Map<String, String> namesByEmail = new LinkedHashMap<>();
        people.subList(1, settings.customers()).forEach(person -> namesByEmail.put(person.email(), person.name()));
        Map<String, UUID> ids = customers.ensureAll(namesByEmail);
        List<UUID> accounts = new ArrayList<>(List.of(anna));
        namesByEmail.keySet().forEach(email -> accounts.add(ids.get(email)));
        return accounts;
    }
}
