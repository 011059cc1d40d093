package io.peakday.search.follow;

import io.peakday.catalog.Attribute;
import io.peakday.catalog.AttributeValue;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.catalog.Media;
import io.peakday.catalog.Offer;
import io.peakday.catalog.Product;
import io.peakday.catalog.Variant;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.StockLevel;
import io.peakday.reviews.RatingSummary;
import io.peakday.reviews.Reviews;
import io.peakday.search.Hit;
import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.ProductDocument.Property;
import io.peakday.search.index.ProductDocument.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Published products with their stock, ratings and sales, gathered in batches from the modules that know. */
public final class CatalogDocuments implements DocumentSource {
    private static final int MAX_WAITS = 20;
    private static final Duration WAIT = Duration.ofMillis(10);

    private final Catalog catalog;
    private final Inventory inventory;
    private final Reviews reviews;
    private final Sales sales;
    private final InstantSource clock;

    public CatalogDocuments(Catalog catalog, Inventory inventory, Reviews reviews, Sales sales, InstantSource clock) {
        this.catalog = catalog;
        this.inventory = inventory;
        this.reviews = reviews;
        this.sales = sales;
        this.clock = clock;
    }

    @Override
    public List<ProductDocument> read(Map<UUID, Long> leastVersions) {
        List<Product> products = catalog.products(leastVersions.keySet());
        for (int waits = 0; stale(products, leastVersions); waits++) {
            if (waits == MAX_WAITS) {
                throw new IllegalStateException("the catalogue of this node lags behind its events");
            }
            LockSupport.parkNanos(WAIT.toNanos());
            products = catalog.products(leastVersions.keySet());
        }
        return documents(products);
    }

    /**
     * The catalogue of this node remembers products until it receives the same event that brought us here, which may be a
     * moment later.
     */
    private static boolean stale(List<Product> products, Map<UUID, Long> leastVersions) {
        return products.stream().anyMatch(product -> product.version() < leastVersions.getOrDefault(product.id(), 0L));
    }

    @Override
    public void stream(Consumer<List<ProductDocument>> batch) {
        // What is remembered may be older than the events that the index goes on from.
        catalog.currentCategories();
        catalog.stream(products -> batch.accept(documents(products)));
    }

    private List<ProductDocument> documents(List<Product> all) {
        Instant now = clock.instant();
        List<Product> products = all.stream()
                .filter(product -> product.published() && !onlyElsewhere(product, now))
                .toList();
        if (products.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = products.stream().map(Product::id).toList();
        List<UUID> variants = products.stream()
                .flatMap(product -> product.variants().stream())
                .map(Variant::id)
                .toList();
        Map<UUID, StockLevel> levels = inventory.levels(variants);
        Map<UUID, RatingSummary> ratings = reviews.summaries(ids);
        Map<UUID, Long> sold = sales.of(ids);
        CategoryTree tree = catalog.categories();
        return products.stream()
                .map(product -> document(product, tree, levels, standing(product.id(), ratings, sold), now))
                .toList();
    }

    private static ProductDocument.Standing standing(UUID id, Map<UUID, RatingSummary> ratings, Map<UUID, Long> sold) {
        RatingSummary rating = ratings.get(id);
        return new ProductDocument.Standing(
                rating == null ? 0 : rating.average(), rating == null ? 0 : rating.count(), sold.getOrDefault(id, 0L));
    }

    /** Whether it is offered, but only in currencies that the store does not sell in: nobody can buy it, so nobody finds it. */
    private boolean onlyElsewhere(Product product, Instant now) {
        return product.variants().stream()
                        .anyMatch(variant -> variant.bestOffer(now).isPresent())
                && product.variants().stream()
                        .allMatch(variant -> catalog.offer(variant, now).isEmpty());
    }

    private ProductDocument document(
            Product product,
            CategoryTree tree,
            Map<UUID, StockLevel> levels,
            ProductDocument.Standing standing,
            Instant now) {
        List<Offer> offers = new ArrayList<>();
        List<Offer> buyable = new ArrayList<>();
        long offered = 0;
        long stocked = 0;
        List<Variant> variants = product.variants();
        for (int i = 0; i < variants.size(); i++) {
            Variant variant = variants.get(i);
            long bit = ProductDocument.Variants.bit(i);
            StockLevel level = levels.get(variant.id());
            boolean inStock = level != null && level.available() > 0;
            stocked |= inStock ? bit : 0;
            Optional<Offer> offer = catalog.offer(variant, now);
            if (offer.isEmpty()) {
                continue;
            }
            offered |= bit;
            offers.add(offer.get());
            if (inStock) {
                buyable.add(offer.get());
            }
        }
        return new ProductDocument(
                product.id(),
                product.slug(),
                content(product, tree),
                pricing(buyable.isEmpty() ? offers : buyable, differ(offers)),
                new ProductDocument.Variants(variants.stream().map(Variant::id).toList(), offered, stocked),
                standing);
    }

    private static ProductDocument.Pricing pricing(List<Offer> offers, boolean mixed) {
        Offer best = offers.isEmpty() ? null : offers.getFirst();
        for (Offer offer : offers) {
            if (best != null && offer.price().compareTo(best.price()) < 0) {
                best = offer;
            }
        }
        return best == null
                ? new ProductDocument.Pricing(null, null, false, mixed)
                : new ProductDocument.Pricing(best.price(), best.listPrice(), differ(offers), mixed);
    }

    private static boolean differ(List<Offer> offers) {
        return offers.stream().map(Offer::price).distinct().count() > 1;
    }

    private static ProductDocument.Content content(Product product, CategoryTree tree) {
        Set<String> codes = new LinkedHashSet<>();
        codes.add(product.externalId());
        List<Property> properties = new ArrayList<>();
        for (Attribute attribute : product.attributes()) {
            properties.add(new Property(attribute.name(), attribute.label(), value(attribute.value())));
        }
        for (Variant variant : product.variants()) {
            codes.add(variant.sku());
            if (variant.gtin() != null) {
                codes.add(variant.gtin());
            }
            variant.options()
                    .forEach((option, value) -> properties.add(
                            new Property(option.toLowerCase(Locale.ROOT), label(option), new Value.Text(value))));
        }
        return new ProductDocument.Content(
                product.title(),
                product.brand(),
                product.categoryId(),
                tree.path(product.categoryId()).stream().map(Category::name).toList(),
                product.description(),
                properties,
                List.copyOf(codes),
                picture(product),
                product.createdAt());
    }

    private static String label(String option) {
        return option.isEmpty() ? option : Character.toUpperCase(option.charAt(0)) + option.substring(1);
    }

    private static Value value(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text(String text) -> new Value.Text(text);
            case AttributeValue.Decimal decimal ->
                new Value.Number(decimal.number().doubleValue(), decimal.unit());
            case AttributeValue.Flag(boolean set) -> new Value.Flag(set);
        };
    }

    private static Hit.@Nullable Picture picture(Product product) {
        Media media = !product.media().isEmpty()
                ? product.media().getFirst()
                : product.variants().stream()
                        .flatMap(variant -> variant.media().stream())
                        .findFirst()
                        .orElse(null);
        return media == null ? null : new Hit.Picture(media.url(), media.alt(), media.width(), media.height());
    }
}
