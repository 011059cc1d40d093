package io.peakday.inventory;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Product;
import io.peakday.catalog.SampleProducts;
import io.peakday.catalog.Sellers;
import io.peakday.testnode.TestNode;
import java.util.List;

/** Goods to test with, in a node that has catalog and inventory, for the tests of the modules above, too. */
public final class SampleGoods {
    private final TestNode node;

    public SampleGoods(TestNode node) {
        this.node = node;
    }

    /** A published lamp in two colours: four units of the first, and the second is sold out. */
    public Product lamp(String title, String price) {
        Product product = new SampleProducts(
                        node.get(Catalog.class), node.get(Categories.class), node.get(Sellers.class))
                .lamp(title, price);
        Inventory inventory = node.get(Inventory.class);
        inventory.setLevels(
                List.of(new LevelSetting(
                        product.variants().getFirst().id(),
                        inventory.locations().primaryId(),
                        4)),
                "sample");
        return product;
    }
}
