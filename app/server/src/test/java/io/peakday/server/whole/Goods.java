package io.peakday.server.whole;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductState;
import io.peakday.catalog.Variant;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import io.peakday.inventory.Location;
import io.peakday.server.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The goods of a demo store, given out to tests one by one, so that none counts another's units. */
public final class Goods {
    private final Store store;
    private final List<Product> products = new ArrayList<>();
    private final Set<UUID> given = new HashSet<>();

    public Goods(Store store) {
        this.store = store;
    }

    /** A product nobody else gets, of which exactly so many units are there, of each variant. */
    public synchronized Product product(int units) {
        return product(units, 1);
    }

    /** The same, with at least so many variants. */
    public synchronized Product product(int units, int variants) {
        Product product = all().stream()
                .filter(one -> one.variants().size() >= variants && given.add(one.id()))
                .findFirst()
                .orElseThrow();
        stock(product, units);
        return product;
    }

    /** Some product, to look at. */
    public Product any() {
        return all().getLast();
    }

    private synchronized List<Product> all() {
        if (products.isEmpty()) {
            store.bean(Catalog.class).stream(products::addAll);
            products.removeIf(one -> one.state() != ProductState.PUBLISHED);
        }
        return products;
    }

    private void stock(Product product, int units) {
        Inventory inventory = store.bean(Inventory.class);
        UUID first = inventory.locations().primaryId();
        List<LevelSetting> levels = new ArrayList<>();
        for (Variant variant : product.variants()) {
            for (Location place : inventory.locations().all()) {
                levels.add(new LevelSetting(variant.id(), place.id(), place.id().equals(first) ? units : 0));
            }
        }
        inventory.setLevels(levels, "counted for a test");
    }
}
