package io.peakday.search.follow;

import io.peakday.catalog.CatalogEvents;
import io.peakday.catalog.CatalogEvents.ProductChanged;
import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.events.Positions;
import io.peakday.events.Received;
import io.peakday.events.Subscription;
import io.peakday.inventory.InventoryEvents;
import io.peakday.inventory.StockChanged;
import io.peakday.reviews.ReviewEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings the events of the other modules to the index, and starts rebuilds where events alone do not suffice. */
public final class SearchFeed {
    private static final List<String> TOPICS =
            List.of(CatalogEvents.TOPIC, InventoryEvents.STOCK_CHANGED.topic(), ReviewEvents.RATING_CHANGED.topic());
    /** Changes of sales are looked for so far back, for clocks that differ and transactions that took long. */
    private static final Duration SALES_OVERLAP = Duration.ofSeconds(60);

    private final IndexKeeper keeper;
    private final Sales sales;
    private final Supplier<CategoryTree> tree;
    private final InstantSource clock;
    private Map<UUID, String> paths = Map.of();
    private volatile boolean placed;
    private Instant salesSeen = Instant.EPOCH;

    public SearchFeed(IndexKeeper keeper, Sales sales, Supplier<CategoryTree> tree, InstantSource clock) {
        this.keeper = keeper;
        this.sales = sales;
        this.tree = tree;
        this.clock = clock;
    }

    public Subscription subscription(Function<Collection<String>, Positions> latest) {
        return Subscription.broadcast("search.index")
                .onBatch(CatalogEvents.PRODUCT_CHANGED, this::products)
                .onBatch(
                        CatalogEvents.CATEGORIES_CHANGED,
                        changed -> categories(changed.getLast().payload().version()))
                .onBatch(InventoryEvents.STOCK_CHANGED, this::stock)
                .on(
                        ReviewEvents.RATING_CHANGED,
                        changed -> keeper.ratingChanged(
                                changed.payload().productId(),
                                changed.payload().average(),
                                changed.payload().count()))
                .startingAt(() -> start(latest), this::rebuild)
                .onProgress(positions -> keeper.reached(positions.next()));
    }

    /**
     * An index of the present format knows where its events go on. Any other is rebuilt, and the events are followed from
     * where they ended before the catalogue is read: none can fall between.
     */
    private Optional<Positions> start(Function<Collection<String>, Positions> latest) {
        CategoryTree now = tree.get();
        synchronized (this) {
            paths = paths(now);
        }
        String state = state(paths);
        SortedMap<String, Long> known = keeper.positions();
        placed = true;
        if (!keeper.outdated() && !known.isEmpty() && !state.equals(keeper.categories())) {
            keeper.categoriesChanged(Set.of(), state);
            rebuild(); // Names of categories changed while nobody looked.
        } else {
            keeper.categoriesChanged(Set.of(), state);
        }
        if (!keeper.outdated() && !known.isEmpty()) {
            return Optional.of(new Positions(known));
        }
        Positions end = latest.apply(TOPICS);
        keeper.reached(end.next());
        rebuild();
        return Optional.of(end);
    }

    private void products(List<Received<ProductChanged>> changed) {
        Map<UUID, Long> versions = new LinkedHashMap<>();
        changed.forEach(received -> versions.merge(
                received.payload().productId(), received.payload().version(), Math::max));
        keeper.productsChanged(versions);
    }

    private void stock(List<Received<StockChanged>> changed) {
        Map<UUID, Boolean> latest = new LinkedHashMap<>();
        changed.forEach(received ->
                latest.put(received.payload().variantId(), received.payload().available() > 0));
        keeper.stockChanged(latest);
    }

    /** Products hold the names of their categories: those of a renamed or moved one are read back. */
    private synchronized void categories(long version) {
        CategoryTree newest = tree.get();
        if (newest.version() < version) {
            throw new IllegalStateException("the category tree of this node lags behind its events");
        }
        Map<UUID, String> now = paths(newest);
        Set<UUID> changed = new HashSet<>();
        now.forEach((id, path) -> {
            if (!path.equals(paths.get(id))) {
                changed.add(id); // A new one too: its products may have come first.
            }
        });
        paths = now;
        keeper.categoriesChanged(changed, state(now));
    }

    private static Map<UUID, String> paths(CategoryTree tree) {
        Map<UUID, String> paths = new HashMap<>();
        tree.all()
                .forEach(category -> paths.put(
                        category.id(),
                        tree.path(category.id()).stream().map(Category::name).collect(Collectors.joining("/"))));
        return paths;
    }

    private static String state(Map<UUID, String> paths) {
        return Integer.toHexString(paths.hashCode()) + "/" + paths.size();
    }

    /** Tries again what failed before: products that could not be read back, a rebuild that did not come to its end. */
    public void retry() {
        keeper.retry();
        if (placed && keeper.needsAnotherAttempt()) {
            keeper.rebuild();
        }
    }

    /** In the background. */
    public void rebuild() {
        Thread.ofVirtual().name("search-rebuild").start(keeper::rebuild);
    }

    /** Takes over what was sold since the last look, whichever node it was reported to. */
    public synchronized void followSales() {
        Instant now = clock.instant();
        sales.since(salesSeen).forEach(keeper::soldChanged);
        salesSeen = now.minus(SALES_OVERLAP);
    }
}
