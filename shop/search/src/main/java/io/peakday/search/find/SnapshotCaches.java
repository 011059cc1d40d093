package io.peakday.search.find;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peakday.search.Facet;
import io.peakday.search.SearchRequest;
import io.peakday.search.SearchResult;
import io.peakday.search.index.Snapshot;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.util.FixedBitSet;

/**
 * What was computed of one snapshot, bounded by size. It is never stale, because it goes with the snapshot: the next one
 * starts empty.
 */
final class SnapshotCaches {
    private static final long SETS_BYTES = 24 << 20;

    /** Ranks with the weights of this finder. */
    final IndexSearcher ranking;
    /** The result of a whole request. */
    final Cache<ResultKey, SearchResult> results =
            Caffeine.newBuilder().maximumSize(4_000).build();
    /** What fits the words: paging, sorting and filtering start from it again. */
    final Cache<String, Match> matches;
    /** What fits a filter. */
    final Cache<String, FixedBitSet> filters;
    /** The facets of a selection: the same on every page and in every order. */
    final Cache<ResultKey, List<Facet>> facets =
            Caffeine.newBuilder().maximumSize(1_000).build();

    SnapshotCaches(Snapshot snapshot, RankWeights weights) {
        this.ranking = new IndexSearcher(snapshot.searcher().getIndexReader());
        ranking.setSimilarity(new BM25Similarity(weights.k1(), weights.b()));
        ranking.setQueryCache(null);
        int maxDoc = snapshot.maxDoc();
        long sets = Math.clamp(SETS_BYTES / (maxDoc / 8 + 1), 32, 2_000);
        this.matches = Caffeine.newBuilder().maximumSize(sets).build();
        this.filters = Caffeine.newBuilder().maximumSize(sets).build();
    }

    /** A request, and the category tree and synonyms it was answered by. */
    record ResultKey(SearchRequest request, long treeVersion, int synonyms) {}
}
