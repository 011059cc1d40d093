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
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the events of the other modules to the index, and starts rebuilds where events alone do not suffice. */
public final class SearchFeed {
    private static final Logger LOG = LoggerFactory.getLogger(SearchFeed.class);
    private static final List<String> TOPICS =
            List.of(CatalogEvents.TOPIC, InventoryEvents.STOCK_CHANGED.topic(), ReviewEvents.RATING_CHANGED.topic());
    /** Changes of sales are looked for so far back, for clocks that differ and transactions that took long. */
    private static final Duration SALES_OVERLAP = Duration.ofSeconds(60);

    private final IndexKeeper keeper;
    private final Sales sales;
    private final CategoryTrees trees;
    private final InstantSource clock;
    /** Those that the index was brought to, of this version of the tree. */
    private Map<UUID, String> paths = Map.of();

    private long treeReached;
    /** The version of the tree that the last event has named. */
    private long treeNamed;

    private volatile boolean placed;
    private Instant salesSeen = Instant.EPOCH;

    public SearchFeed(IndexKeeper keeper, Sales sales, CategoryTrees trees, InstantSource clock) {
        this.keeper = keeper;
        this.sales = sales;
        this.trees = trees;
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
                .startingAt(() -> start(latest), this::missed)
                .onProgress(positions -> keeper.reached(positions.next()));
    }

    /**
     * An index of the present format knows where its events go on. Any other is rebuilt, and the events are followed from
     * where they ended before the catalogue is read: none can fall between.
     */
    private Optional<Positions> start(Function<Collection<String>, Positions> latest) {
        placed = true;
        SortedMap<String, Long> known = keeper.positions();
        boolean goesOn = !keeper.outdated() && !known.isEmpty();
        Positions next = goesOn ? new Positions(known) : latest.apply(TOPICS);
        // Read after these positions are known: whatever changes the tree later has its event after them.
        String state = begin(trees.current());
        boolean renamed = !state.equals(keeper.categories());
        keeper.categoriesChanged(Set.of(), state);
        if (!goesOn) {
            keeper.reached(next.next());
        }
        if (!goesOn || renamed) { // Names of categories changed while nobody looked.
            rebuild();
        }
        return Optional.of(next);
    }

    private synchronized String begin(CategoryTree tree) {
        paths = paths(tree);
        treeReached = tree.version();
        return state(paths);
    }

    /** Events are no longer kept, those of the tree may be among them: its next change is compared with nothing. */
    private void missed() {
        synchronized (this) {
            paths = Map.of();
        }
        rebuild();
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

    /**
     * Products hold the names of their categories: those of a renamed or moved one are read back. The catalogue of this node may receive
     * the same event later, or not at all.
     */
    private synchronized void categories(long version) {
        treeNamed = version;
        followTree();
    }

    private void followTree() {
        CategoryTree newest = trees.remembered();
        if (newest.version() < treeNamed) {
            newest = trees.current();
        }
        if (newest.version() < treeNamed) {
            throw new IllegalStateException("the category tree is older than its event");
        }
        Map<UUID, String> now = paths(newest);
        Set<UUID> changed = new HashSet<>();
        now.forEach((id, path) -> {
            if (!path.equals(paths.get(id))) {
                changed.add(id); // A new one too: its products may have come first.
            }
        });
        keeper.categoriesChanged(changed, state(now));
        paths = now;
        treeReached = newest.version();
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

    /** Tries again what failed before: products and a tree that could not be read back, a rebuild that did not come to its end. */
    public void retry() {
        keeper.retry();
        retryTree();
        if (placed && keeper.needsAnotherAttempt()) {
            keeper.rebuild();
        }
    }

    private synchronized void retryTree() {
        try {
            if (treeReached < treeNamed) {
                followTree();
            }
        } catch (RuntimeException e) {
            LOG.warn("The category tree could not be read back and will be tried again: {}", e.toString());
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
