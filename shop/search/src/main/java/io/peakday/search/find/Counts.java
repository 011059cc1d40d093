package io.peakday.search.find;

import io.peakday.search.index.Snapshot;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Counts column values over a set of documents. */
final class Counts {
    /** Beyond this many hits the property values are counted on an even sample of about half as many. */
    static final int EXACT_UP_TO = 60_000;

    /** Arrays of counts are large and short-lived: a few are kept. */
    private static final BlockingQueue<int[]> SPARE = new ArrayBlockingQueue<>(16);

    private Counts() {}

    /** By category number. */
    static int[] categories(Snapshot snapshot, FixedBitSet bits) {
        int[] counts = new int[snapshot.names().categories().size()];
        each(snapshot, bits, (segment, base) -> {
            int[] column = snapshot.categories(segment);
            return doc -> {
                if (column[doc - base] >= 0) {
                    counts[column[doc - base]]++;
                }
            };
        });
        return counts;
    }

    /** By brand number. */
    static int[] brands(Snapshot snapshot, FixedBitSet bits) {
        int[] counts = new int[snapshot.names().brands().size()];
        each(snapshot, bits, (segment, base) -> {
            int[] column = snapshot.brands(segment);
            return doc -> {
                if (column[doc - base] >= 0) {
                    counts[column[doc - base]]++;
                }
            };
        });
        return counts;
    }

    /** How many have at least 1, 2, 3, 4 and 5 stars; index 0 is unused. */
    static int[] stars(Snapshot snapshot, FixedBitSet bits) {
        int[] exactly = new int[6];
        each(snapshot, bits, (segment, base) -> {
            long[] ratings = snapshot.ratings(segment);
            return doc -> {
                long rating = ratings[doc - base];
                if (Snapshot.ratingCount(rating) > 0) {
                    exactly[Math.clamp(Snapshot.hundredths(rating) / 100, 0, 5)]++;
                }
            };
        });
        for (int stars = 4; stars >= 1; stars--) {
            exactly[stars] += exactly[stars + 1];
        }
        return exactly;
    }

    static int inStock(Snapshot snapshot, FixedBitSet bits) {
        int[] count = new int[1];
        each(snapshot, bits, (segment, base) -> {
            long[] stock = snapshot.stock(segment);
            return doc -> {
                if (stock[doc - base] != 0) {
                    count[0]++;
                }
            };
        });
        return count[0];
    }

    /** What each property value has among the documents. To be closed, so that the array can be used again. */
    static final class Values implements AutoCloseable {
        final int[] counts;
        final int scale;

        private Values(int[] counts, int scale) {
            this.counts = counts;
            this.scale = scale;
        }

        boolean estimated() {
            return scale > 1;
        }

        long of(int value) {
            return (long) counts[value] * scale;
        }

        @Override
        public void close() {
            Arrays.fill(counts, 0);
            SPARE.offer(counts);
        }
    }

    static Values values(Snapshot snapshot, FixedBitSet bits, int cardinality) {
        int scale = cardinality <= EXACT_UP_TO ? 1 : Math.max(2, cardinality / (EXACT_UP_TO / 2));
        int[] counts = spare(snapshot.names().values());
        int skip = 0;
        for (int segment = 0; segment < snapshot.segments(); segment++) {
            int[] offsets = snapshot.valueOffsets(segment);
            int[] values = snapshot.values(segment);
            int base = snapshot.base(segment);
            int end = Math.min(snapshot.end(segment), bits.length());
            int doc = base < end ? bits.nextSetBit(base, end) : DocIdSetIterator.NO_MORE_DOCS;
            while (doc != DocIdSetIterator.NO_MORE_DOCS) {
                if (++skip >= scale) {
                    skip = 0;
                    int to = offsets[doc - base + 1];
                    for (int i = offsets[doc - base]; i < to; i++) {
                        counts[values[i]]++;
                    }
                }
                doc = doc + 1 < end ? bits.nextSetBit(doc + 1, end) : DocIdSetIterator.NO_MORE_DOCS;
            }
        }
        return new Values(counts, scale);
    }

    private static int[] spare(int size) {
        int[] spare = SPARE.poll();
        return spare != null && spare.length >= size ? spare : new int[size + size / 8 + 16];
    }

    /** Takes a document, numbered through all segments. */
    @FunctionalInterface
    interface Visitor {
        void visit(int doc);
    }

    /** Makes the visitor of a segment that starts at the given document. */
    @FunctionalInterface
    interface SegmentVisitor {
        Visitor of(int segment, int base);
    }

    static void each(Snapshot snapshot, FixedBitSet bits, SegmentVisitor visitors) {
        for (int segment = 0; segment < snapshot.segments(); segment++) {
            int base = snapshot.base(segment);
            int end = Math.min(snapshot.end(segment), bits.length());
            Visitor visitor = visitors.of(segment, base);
            int doc = base < end ? bits.nextSetBit(base, end) : DocIdSetIterator.NO_MORE_DOCS;
            while (doc != DocIdSetIterator.NO_MORE_DOCS) {
                visitor.visit(doc);
                doc = doc + 1 < end ? bits.nextSetBit(doc + 1, end) : DocIdSetIterator.NO_MORE_DOCS;
            }
        }
    }
}
