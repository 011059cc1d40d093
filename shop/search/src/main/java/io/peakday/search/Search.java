package io.peakday.search;

import io.peakday.contracts.OrderEvents;
import io.peakday.contracts.OrderFacts;
import io.peakday.engines.Database;
import io.peakday.events.Positions;
import io.peakday.events.Subscription;
import io.peakday.kernel.Failure;
import io.peakday.search.find.Finder;
import io.peakday.search.find.Vocabulary;
import io.peakday.search.follow.CategoryTrees;
import io.peakday.search.follow.DocumentSource;
import io.peakday.search.follow.IndexKeeper;
import io.peakday.search.follow.Sales;
import io.peakday.search.follow.SearchFeed;
import io.peakday.search.index.Snapshot;
import io.peakday.search.index.TextWeights;
import io.peakday.search.suggest.PopularQueries;
import io.peakday.search.suggest.SuggestTable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds products. All methods may be called by any number of threads; none throws for anything a shopper can type.
 *
 * <p>The index is this node's own. {@link #subscription} keeps it true to the catalogue; {@link #refresh}, {@link #commit},
 * {@link #tidy} and {@link #learn} are to be called now and then, on every node.
 */
public final class Search implements AutoCloseable {
    private static final int MAX_POPULAR = 5_000;
    private static final float POPULAR_QUERY = 14;
    /** The type-ahead is made again at most this often, and at most this share of the time. */
    private static final Duration SUGGEST_EVERY = Duration.ofSeconds(5);

    private static final int SUGGEST_SHARE = 20;

    private final CategoryTrees trees;
    private final IndexKeeper keeper;
    private final Finder finder;
    private final Sales sales;
    private final SearchFeed feed;
    private final PopularQueries popular;
    private final SynonymFile synonyms;
    private volatile SuggestTable suggestions = SuggestTable.empty();
    private long suggestionsOf;
    private long suggestionsNext;

    public Search(
            SearchSettings settings,
            Database database,
            DocumentSource source,
            CategoryTrees trees,
            InstantSource clock) {
        this.trees = trees;
        this.keeper = new IndexKeeper(settings.folder(), TextWeights.DEFAULT, source);
        this.synonyms = new SynonymFile(settings.synonyms());
        this.finder = new Finder(
                trees::remembered,
                synonyms.read(),
                Currency.getInstance(settings.currency()).getDefaultFractionDigits());
        this.sales = new Sales(database, clock);
        this.feed = new SearchFeed(keeper, sales, trees, clock);
        this.popular = new PopularQueries(database, clock);
    }

    /** One page of hits with facets. */
    public SearchResult search(SearchRequest request) {
        try (Snapshot snapshot = keeper.snapshot()) {
            SearchResult result = finder.find(snapshot, request);
            if (!request.query().isEmpty()
                    && request.page() == 1
                    && request.filters().isEmpty()) {
                popular.searched(SuggestTable.normal(request.query()), result.fallback() == null ? result.total() : 0);
            }
            return result;
        } catch (UncheckedIOException e) {
            keeper.damaged(e);
            throw beingRepaired(e);
        } catch (Failure e) {
            throw e;
        } catch (RuntimeException | InternalError e) {
            // Flipped bytes show as anything: an index out of bounds, a number that cannot be, a page that cannot be
            // read.
            if (keeper.foundDamaged(e)) {
                throw beingRepaired(e);
            }
            throw e;
        }
    }

    private static Failure beingRepaired(Throwable cause) {
        return Failure.unavailable("search.unavailable", "Search is being repaired; try again in a moment.", cause);
    }

    /**
     * What a person who typed this may want, best first.
     *
     * @param limit 1 to 20
     */
    public List<Suggestion> suggest(String prefix, int limit) {
        String typed =
                prefix.length() <= SearchRequest.MAX_QUERY ? prefix : prefix.substring(0, SearchRequest.MAX_QUERY);
        return suggestions.find(typed, Math.clamp(limit, 1, SuggestTable.MAX_LIMIT));
    }

    /** Changes whenever the visible index changes; see {@link SearchResult#generation()}. */
    public long generation() {
        try (Snapshot snapshot = keeper.snapshot()) {
            return snapshot.generation();
        }
    }

    /** Adds to the units sold, by product; the base of {@link Sort#BESTSELLING}. Visible within a minute on every node. */
    public void addSales(Map<UUID, Long> units) {
        sales.add(units);
    }

    /** Counts what is paid. The server had this subscription once: what it has handled is noted under its name. */
    public Subscription salesSubscription() {
        return Subscription.durable("server.best-sellers")
                .unordered()
                .impersonal()
                .maxWait(Duration.ofMillis(500))
                .onBatch(
                        OrderEvents.PAID,
                        paid -> addSales(paid.stream()
                                .flatMap(received -> received.payload().order().lines().stream())
                                .collect(Collectors.groupingBy(
                                        OrderFacts.Line::productId,
                                        Collectors.summingLong(OrderFacts.Line::quantity)))));
    }

    /** Rebuilds from the catalogue beside the serving index, in the background; does nothing while one is under way. */
    public void rebuild() {
        feed.rebuild();
    }

    public SearchStatus status() {
        return keeper.status();
    }

    /**
     * Feeds the index on this node.
     *
     * @param latest asked where the topics end, before the catalogue is read for a new index
     */
    public Subscription subscription(Function<Collection<String>, Positions> latest) {
        return feed.subscription(latest);
    }

    /** Makes what the events brought visible; every few hundred milliseconds. */
    public void refresh() {
        keeper.refresh();
    }

    /** Makes it survive a crash; every few seconds. */
    public void commit() {
        keeper.commit();
    }

    /** Tries again what failed and renews the type-ahead; every second or so. */
    public void tidy() {
        feed.retry();
        renewSuggestions();
    }

    /** Takes over sales, stores popular queries, reads a changed file of synonyms; every half minute or so. */
    public void learn() {
        synonyms.changed().ifPresent(finder::use);
        feed.followSales();
        popular.flush();
        popular.prune();
    }

    /** Makes the type-ahead of what can be found now. */
    private synchronized void renewSuggestions() {
        long start = System.nanoTime();
        if (start < suggestionsNext && suggestionsOf != 0) {
            return;
        }
        try (Snapshot snapshot = keeper.snapshot()) {
            if (snapshot.generation() == suggestionsOf) {
                return;
            }
            List<SuggestTable.Entry> entries = new ArrayList<>(Vocabulary.of(snapshot, trees.remembered()));
            popular.top(MAX_POPULAR)
                    .forEach(query -> entries.add(new SuggestTable.Entry(
                            new Suggestion(Suggestion.Kind.QUERY, query.query(), null),
                            POPULAR_QUERY + (float) Math.log((double) query.searches()))));
            suggestions = new SuggestTable(entries);
            suggestionsOf = snapshot.generation();
        }
        long took = System.nanoTime() - start;
        suggestionsNext = System.nanoTime() + Math.max(SUGGEST_EVERY.toNanos(), took * SUGGEST_SHARE);
    }

    /** Commits the index and closes it. */
    @Override
    public void close() {
        try {
            popular.flush();
        } finally {
            keeper.close();
        }
    }
}
