package io.peakday.search.find;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Exactly the documents of a set that is already known, numbered through all segments. */
final class BitsQuery extends Query {
    private final FixedBitSet bits;
    private final int count;

    BitsQuery(FixedBitSet bits, int count) {
        this.bits = bits;
        this.count = count;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) {
                int end = Math.min(
                        bits.length(), context.docBase + context.reader().maxDoc());
                if (context.docBase >= end) {
                    return null;
                }
                return new ScorerSupplier() {
                    @Override
                    public Scorer get(long leadCost) {
                        return new ConstantScoreScorer(score(), mode, new Range(context.docBase, end));
                    }

                    @Override
                    public long cost() {
                        return Math.min(count, end - context.docBase);
                    }
                };
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "bits(" + count + ")";
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // comparing the bits would take longer than to search again
    public boolean equals(Object other) {
        return other instanceof BitsQuery that && that.bits == bits;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(bits);
    }

    private final class Range extends DocIdSetIterator {
        private final int base;
        private final int end;
        private int doc = -1;

        Range(int base, int end) {
            this.base = base;
            this.end = end;
        }

        @Override
        public int docID() {
            return doc;
        }

        @Override
        public int nextDoc() {
            return advance(doc + 1);
        }

        @Override
        public int advance(int target) {
            // Not base + target first: the target may be the greatest number there is.
            int found = target >= end - base ? NO_MORE_DOCS : bits.nextSetBit(base + target, end);
            doc = found == NO_MORE_DOCS ? NO_MORE_DOCS : found - base;
            return doc;
        }

        @Override
        public long cost() {
            return Math.min(count, end - base);
        }
    }
}
