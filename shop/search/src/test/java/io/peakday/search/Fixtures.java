package io.peakday.search;

import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.kernel.Money;
import io.peakday.search.follow.DocumentSource;
import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.ProductDocument.Property;
import io.peakday.search.index.ProductDocument.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Small products for tests. */
public final class Fixtures {
    public static final Category COMPUTERS = category("Computers", null);
    public static final Category NOTEBOOKS = category("Notebooks", COMPUTERS.id());
    public static final Category BAGS = category("Bags", COMPUTERS.id());
    public static final CategoryTree TREE = new CategoryTree(1, List.of(COMPUTERS, NOTEBOOKS, BAGS));

    private Fixtures() {}

    public static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Category category(String name, UUID parent) {
        return new Category(id("category " + name), name, name.toLowerCase(), name, parent, 0);
    }

    /** Starts with a product in stock at 10 EUR. */
    public static Making product(String title) {
        return new Making(title);
    }

    public static final class Making {
        private final String title;
        private String brand = "";
        private String description = "";
        private Category category = NOTEBOOKS;
        private final List<Property> properties = new ArrayList<>();
        private final List<String> codes = new ArrayList<>();
        private long price = 1_000;
        private boolean stocked = true;
        private ProductDocument.Standing standing = ProductDocument.Standing.NONE;
        private Instant created = Instant.EPOCH;
        private int variants = 1;

        private Making(String title) {
            this.title = title;
        }

        public Making brand(String value) {
            brand = value;
            return this;
        }

        public Making description(String value) {
            description = value;
            return this;
        }

        public Making in(Category value) {
            category = value;
            return this;
        }

        public Making text(String name, String value) {
            properties.add(new Property(name, name, new Value.Text(value)));
            return this;
        }

        public Making number(String name, double value, String unit) {
            properties.add(new Property(name, name, new Value.Number(value, unit)));
            return this;
        }

        public Making flag(String name, boolean value) {
            properties.add(new Property(name, name, new Value.Flag(value)));
            return this;
        }

        public Making code(String value) {
            codes.add(value);
            return this;
        }

        public Making price(long minor) {
            price = minor;
            return this;
        }

        public Making outOfStock() {
            stocked = false;
            return this;
        }

        public Making rated(double stars, int count) {
            standing = new ProductDocument.Standing(stars, count, standing.sold());
            return this;
        }

        public Making sold(long units) {
            standing = new ProductDocument.Standing(standing.rating(), standing.ratingCount(), units);
            return this;
        }

        public Making created(long epochSecond) {
            created = Instant.ofEpochSecond(epochSecond);
            return this;
        }

        public Making variants(int count) {
            variants = count;
            return this;
        }

        public ProductDocument build() {
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < variants; i++) {
                ids.add(id("variant " + i + " of " + title));
            }
            long all = variants > 63 ? -1L : (1L << variants) - 1;
            return new ProductDocument(
                    id(title),
                    title.toLowerCase().replaceAll("[^a-z0-9]+", "-"),
                    new ProductDocument.Content(
                            title,
                            brand,
                            category.id(),
                            TREE.path(category.id()).stream()
                                    .map(Category::name)
                                    .toList(),
                            description,
                            properties,
                            codes,
                            null,
                            created),
                    new ProductDocument.Pricing(price < 0 ? null : Money.of(price, "EUR"), null, false, false),
                    new ProductDocument.Variants(ids, price < 0 ? 0 : all, stocked ? all : 0),
                    standing);
        }
    }

    /** A catalogue in memory. */
    public static final class Products implements DocumentSource {
        public final Map<UUID, ProductDocument> all = new ConcurrentHashMap<>();
        /** Called before each batch of a full read. */
        public volatile Runnable beforeBatch = () -> {};

        public volatile boolean failing;

        public Products put(ProductDocument... products) {
            for (ProductDocument product : products) {
                all.put(product.id(), product);
            }
            return this;
        }

        @Override
        public List<ProductDocument> read(Map<UUID, Long> leastVersions) {
            if (failing) {
                throw new IllegalStateException("the catalogue does not answer");
            }
            return leastVersions.keySet().stream()
                    .map(all::get)
                    .filter(Objects::nonNull)
                    .toList();
        }

        @Override
        public void stream(Consumer<List<ProductDocument>> batch) {
            for (ProductDocument product : List.copyOf(all.values())) {
                List<ProductDocument> read = List.of(product);
                beforeBatch.run();
                batch.accept(read);
            }
        }
    }
}
