package io.peakday.search.index;

import io.peakday.search.index.ProductDocument.Variants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The index at one moment: a Lucene reader and the columns of its segments. Documents are numbered through all segments.
 * To be closed with {@link #close} after use.
 */
public final class Snapshot implements AutoCloseable {
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final List<LeafReaderContext> leaves;
    private final SegmentColumns[] columns;
    private final SegmentColumns.Figures[] figures;
    private final FacetNames names;
    private final long generation;
    private final boolean complete;
    private final ConcurrentHashMap<Object, Object> attachments = new ConcurrentHashMap<>();

    Snapshot(DirectoryReader reader, ColumnCache cache, long generation, boolean complete) throws IOException {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        this.leaves = reader.leaves();
        this.columns = new SegmentColumns[leaves.size()];
        this.figures = new SegmentColumns.Figures[leaves.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = cache.columns(leaves.get(i).reader());
            figures[i] = cache.figures(leaves.get(i).reader());
        }
        this.names = cache.names();
        this.generation = generation;
        this.complete = complete;
    }

    boolean hold() {
        return reader.tryIncRef();
    }

    @Override
    public void close() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DirectoryReader reader() {
        return reader;
    }

    public IndexSearcher searcher() {
        return searcher;
    }

    public FacetNames names() {
        return names;
    }

    public long generation() {
        return generation;
    }

    public boolean complete() {
        return complete;
    }

    /** Products, deleted ones not counted. */
    public int documents() {
        return reader.numDocs();
    }

    /** All numbers of documents are below. */
    public int maxDoc() {
        return reader.maxDoc();
    }

    /**
     * Something computed of this snapshot and kept with it, such as a cache of results.
     *
     * @param owner whose it is; each gets their own
     */
    public <T> T attachment(Object owner, Class<T> type, Supplier<T> make) {
        return type.cast(attachments.computeIfAbsent(owner, missing -> make.get()));
    }

    /** All documents that are not deleted. */
    public FixedBitSet live() {
        FixedBitSet all = new FixedBitSet(Math.max(1, maxDoc()));
        for (LeafReaderContext leaf : leaves) {
            Bits live = leaf.reader().getLiveDocs();
            int end = leaf.reader().maxDoc();
            if (live == null) {
                all.set(leaf.docBase, leaf.docBase + end);
                continue;
            }
            for (int doc = 0; doc < end; doc++) {
                if (live.get(doc)) {
                    all.set(leaf.docBase + doc);
                }
            }
        }
        return all;
    }

    /** How many products hold the term, deleted ones counted. */
    public int frequency(String field, String text) {
        try {
            return reader.docFreq(new Term(field, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Columns, segment by segment: hot loops take a whole segment at a time.

    public int segments() {
        return columns.length;
    }

    public int base(int segment) {
        return leaves.get(segment).docBase;
    }

    /** The number after the segment's last document. */
    public int end(int segment) {
        return leaves.get(segment).docBase + leaves.get(segment).reader().maxDoc();
    }

    public int segmentOf(int doc) {
        return ReaderUtil.subIndex(doc, leaves);
    }

    /** Category numbers by document of the segment, see {@link FacetNames#categories()}. */
    public int[] categories(int segment) {
        return columns[segment].category;
    }

    /** Brand numbers, -1 for none. */
    public int[] brands(int segment) {
        return columns[segment].brand;
    }

    /** What the product costs now, see {@link ProductDocument.Pricing}: minor units, negative for none. */
    public long[] prices(int segment) {
        return columns[segment].price;
    }

    /** Epoch seconds. */
    public long[] created(int segment) {
        return columns[segment].created;
    }

    public int[] valueOffsets(int segment) {
        return columns[segment].offsets;
    }

    public int[] values(int segment) {
        return columns[segment].values;
    }

    /** Not 0 where some variant is offered and in stock. */
    public long[] stock(int segment) {
        return figures[segment].stock();
    }

    /** Hundredths of a star in the lower 16 bits, the count above. */
    public long[] ratings(int segment) {
        return figures[segment].rating();
    }

    public long[] sold(int segment) {
        return figures[segment].sold();
    }

    public static int hundredths(long rating) {
        return (int) (rating & 0xFFFF);
    }

    public static int ratingCount(long rating) {
        return (int) (rating >>> 16);
    }

    /** The card of a document and what changes of it. */
    public Card card(int doc) {
        LeafReaderContext leaf = leaves.get(segmentOf(doc));
        try {
            BinaryDocValues cards = leaf.reader().getBinaryDocValues(Fields.CARD);
            if (cards == null || !cards.advanceExact(doc - leaf.docBase)) {
                throw new IllegalStateException("a product without its card");
            }
            return Card.decode(cards.binaryValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Card.Figures figures(int doc) {
        int segment = segmentOf(doc);
        int local = doc - base(segment);
        long rating = ratings(segment)[local];
        return new Card.Figures(hundredths(rating) / 100.0, ratingCount(rating), stock(segment)[local] != 0);
    }

    /** The products directly in these categories. */
    public Set<UUID> productsIn(Set<UUID> categories) {
        Set<UUID> products = new LinkedHashSet<>();
        FixedBitSet live = live();
        for (int segment = 0; segment < columns.length; segment++) {
            int[] column = columns[segment].category;
            for (int doc = 0; doc < column.length; doc++) {
                if (column[doc] >= 0
                        && live.get(base(segment) + doc)
                        && categories.contains(names.categories().get(column[doc]))) {
                    products.add(card(base(segment) + doc).productId());
                }
            }
        }
        return products;
    }

    /**
     * Where a variant stands: its product, its bit, the product's stock as the index has it, and whether its price depends on
     * that.
     */
    record VariantPlace(UUID productId, int index, long offered, long stock, boolean mixed) {
        boolean ownBit() {
            return index < Variants.OWN_BITS;
        }
    }

    /** Null if no product that can be found has this variant. */
    @Nullable
    VariantPlace place(UUID variantId) throws IOException {
        for (int segment = 0; segment < columns.length; segment++) {
            LeafReaderContext leaf = leaves.get(segment);
            PostingsEnum postings = leaf.reader().postings(Keys.variant(variantId), PostingsEnum.NONE);
            if (postings == null) {
                continue;
            }
            Bits live = leaf.reader().getLiveDocs();
            for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                if (live == null || live.get(doc)) {
                    Card card = card(leaf.docBase + doc);
                    int index = card.variantIds().indexOf(variantId);
                    return new VariantPlace(
                            card.productId(),
                            index,
                            card.offered(),
                            stock(segment)[doc],
                            card.price().mixed());
                }
            }
        }
        return null;
    }
}
