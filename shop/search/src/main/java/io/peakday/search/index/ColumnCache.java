package io.peakday.search.index;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SegmentReader;

/** The columns of every open segment; forgotten when Lucene closes the segment. */
final class ColumnCache {
    private final FacetTerms terms;
    private final ConcurrentHashMap<IndexReader.CacheKey, SegmentColumns> columns = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<IndexReader.CacheKey, Versioned> figures = new ConcurrentHashMap<>();

    ColumnCache(FacetTerms terms) {
        this.terms = terms;
    }

    SegmentColumns columns(LeafReader leaf) throws IOException {
        IndexReader.CacheHelper core = leaf.getCoreCacheHelper();
        SegmentColumns known = columns.get(core.getKey());
        if (known != null) {
            return known;
        }
        SegmentColumns read = SegmentColumns.read(leaf, terms);
        if (columns.putIfAbsent(core.getKey(), read) == null) {
            core.addClosedListener(key -> {
                columns.remove(key);
                figures.remove(key);
            });
        }
        return read;
    }

    SegmentColumns.Figures figures(LeafReader leaf) throws IOException {
        long version = FilterLeafReader.unwrap(leaf) instanceof SegmentReader segment
                ? segment.getSegmentInfo().getDocValuesGen()
                : -1;
        IndexReader.CacheKey key = leaf.getCoreCacheHelper().getKey();
        Versioned known = figures.get(key);
        if (known != null && known.version == version) {
            return known.figures;
        }
        Versioned read = new Versioned(version, SegmentColumns.Figures.read(leaf));
        if (columns.containsKey(key)) {
            figures.put(key, read);
        }
        return read.figures;
    }

    FacetNames names() {
        return terms.names();
    }

    private record Versioned(long version, SegmentColumns.Figures figures) {}
}
