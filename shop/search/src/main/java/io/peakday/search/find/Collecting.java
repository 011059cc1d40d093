package io.peakday.search.find;

import io.peakday.search.index.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.FixedBitSet;

/** Collects all documents that fit as a set, without scores. */
final class Collecting extends SimpleCollector {
    private final FixedBitSet bits;
    private int base;

    private Collecting(int maxDoc) {
        this.bits = new FixedBitSet(Math.max(1, maxDoc));
    }

    static FixedBitSet all(Snapshot snapshot, Query query) {
        Collecting collecting = new Collecting(snapshot.maxDoc());
        try {
            snapshot.searcher().search(query, collecting);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collecting.bits;
    }

    static boolean any(Snapshot snapshot, Query query) {
        try {
            return snapshot.searcher().search(query, 1).scoreDocs.length > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) {
        base = context.docBase;
    }

    @Override
    public void collect(int doc) {
        bits.set(base + doc);
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
