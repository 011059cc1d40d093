package io.peakday.search;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds products. All methods may be called by any number of threads; none throws for anything a shopper can type.
 */
public final class Search {
    /** One page of hits with facets. */
    public SearchResult search(SearchRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * What a person who typed this may want, best first.
     *
     * @param limit 1 to 20
     */
    public List<Suggestion> suggest(String prefix, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Changes whenever the visible index changes; see {@link SearchResult#generation()}. */
    public long generation() {
        throw new UnsupportedOperationException();
    }

    /** Adds to the units sold, by product; the base of {@link Sort#BESTSELLING}. Visible within a minute on every node. */
    public void addSales(Map<UUID, Long> units) {
        throw new UnsupportedOperationException();
    }

    /** Starts a rebuild from the catalogue beside the serving index; does nothing while one is under way. */
    public void rebuild() {
        throw new UnsupportedOperationException();
    }

    public SearchStatus status() {
        throw new UnsupportedOperationException();
    }
}
