package io.peakday.search.find;

import io.peakday.search.Sort;
import io.peakday.search.index.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongHeap;

/** The first of a set of documents by something else than relevance, straight from the columns. */
final class Ordering {
    /** The Bayesian average takes so many ratings of so many hundredths for granted. */
    private static final int PRIOR_COUNT = 10;

    private static final int PRIOR_HUNDREDTHS = 350;

    private Ordering() {}

    /** The first documents, best first; among equals the earlier document. */
    static List<Integer> first(Snapshot snapshot, FixedBitSet bits, Sort sort, int limit) {
        LongHeap heap = new LongHeap(Math.max(1, limit));
        // Rank in the upper half, and the complement of the document below: the greatest codes are the first hits.
        Counts.each(snapshot, bits, (segment, base) -> {
            Rank rank = rank(snapshot, segment, sort);
            return doc -> {
                long code = ((long) rank.of(doc - base) << 32) | (Integer.MAX_VALUE - doc);
                if (heap.size() < limit) {
                    heap.push(code);
                } else if (code > heap.top()) {
                    heap.updateTop(code);
                }
            };
        });
        List<Integer> documents = new ArrayList<>(heap.size());
        while (heap.size() > 0) {
            documents.add(Integer.MAX_VALUE - (int) heap.pop());
        }
        Collections.reverse(documents);
        return documents;
    }

    /** Greater is earlier. */
    @FunctionalInterface
    private interface Rank {
        int of(int doc);
    }

    private static Rank rank(Snapshot snapshot, int segment, Sort sort) {
        long[] prices = snapshot.prices(segment);
        long[] ratings = snapshot.ratings(segment);
        long[] sold = snapshot.sold(segment);
        long[] created = snapshot.created(segment);
        return switch (sort) {
            case PRICE_ASC -> doc -> prices[doc] < 0 ? Integer.MIN_VALUE : -clamp(prices[doc]);
            case PRICE_DESC -> doc -> prices[doc] < 0 ? Integer.MIN_VALUE : clamp(prices[doc]);
            case RATING -> doc -> average(ratings[doc]);
            case NEWEST -> doc -> clamp(created[doc] - Integer.MAX_VALUE / 2);
            case BESTSELLING -> doc -> clamp(sold[doc]);
            case RELEVANCE -> doc -> popularity(snapshot, segment, doc);
        };
    }

    /** What sells, is rated well and can be bought. */
    static int popularity(Snapshot snapshot, int segment, int doc) {
        double sales = Math.log1p((double) Math.max(0, snapshot.sold(segment)[doc]));
        double rating = average(snapshot.ratings(segment)[doc]) / 100_000.0;
        boolean available = snapshot.stock(segment)[doc] != 0 && snapshot.prices(segment)[doc] >= 0;
        return (int) (1_000 * (sales + rating)) + (available ? 1_000_000 : 0);
    }

    private static int average(long rating) {
        long count = Snapshot.ratingCount(rating);
        long sum = count * Snapshot.hundredths(rating) + PRIOR_COUNT * PRIOR_HUNDREDTHS;
        return (int) (1_000 * sum / (count + PRIOR_COUNT));
    }

    private static int clamp(long value) {
        return Math.clamp(value, -Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
