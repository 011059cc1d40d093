package io.peakday.search.index;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * What filters, facets and sorts read of one segment, as plain arrays by document. A segment never changes, so they are
 * read once, mostly while it is merged and nobody waits.
 */
final class SegmentColumns {
    static final long NO_PRICE = -1;

    final int[] category;
    final int[] brand;
    /** What the product costs now, in minor units, {@link #NO_PRICE} for none. */
    final long[] price;
    /** Epoch seconds. */
    final long[] created;
    /** The property values of document d are {@code values[offsets[d]]} to before {@code values[offsets[d + 1]]}. */
    final int[] offsets;

    final int[] values;

    private SegmentColumns(int[] category, int[] brand, long[] price, long[] created, int[] offsets, int[] values) {
        this.category = category;
        this.brand = brand;
        this.price = price;
        this.created = created;
        this.offsets = offsets;
        this.values = values;
    }

    static SegmentColumns read(LeafReader reader, FacetTerms terms) throws IOException {
        int documents = reader.maxDoc();
        int[] category = ordinals(DocValues.getSorted(reader, Fields.CATEGORY), documents, terms, true);
        int[] brand = ordinals(DocValues.getSorted(reader, Fields.BRAND), documents, terms, false);
        long[] price = numbers(reader, Fields.PRICE, NO_PRICE);
        long[] created = numbers(reader, Fields.CREATED, 0);

        SortedSetDocValues properties = DocValues.getSortedSet(reader, Fields.PROPERTIES);
        int[] numbers = new int[Math.toIntExact(properties.getValueCount())];
        for (int ordinal = 0; ordinal < numbers.length; ordinal++) {
            numbers[ordinal] =
                    terms.value(FacetKey.parse(properties.lookupOrd(ordinal).utf8ToString()));
        }
        int[] offsets = new int[documents + 1];
        int[] values = new int[Math.max(16, documents * 8)];
        int size = 0;
        int next = 0;
        for (int doc = properties.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = properties.nextDoc()) {
            while (next <= doc) {
                offsets[next++] = size;
            }
            int count = properties.docValueCount();
            if (size + count > values.length) {
                values = Arrays.copyOf(values, Math.max(size + count, values.length * 2));
            }
            for (int i = 0; i < count; i++) {
                values[size++] = numbers[(int) properties.nextOrd()];
            }
        }
        Arrays.fill(offsets, next, documents + 1, size);
        return new SegmentColumns(category, brand, price, created, offsets, Arrays.copyOf(values, size));
    }

    private static int[] ordinals(SortedDocValues field, int documents, FacetTerms terms, boolean category)
            throws IOException {
        int[] numbers = new int[field.getValueCount()];
        for (int ordinal = 0; ordinal < numbers.length; ordinal++) {
            numbers[ordinal] = category
                    ? terms.category(Keys.id(field.lookupOrd(ordinal)))
                    : terms.brand(field.lookupOrd(ordinal).utf8ToString());
        }
        int[] column = new int[documents];
        Arrays.fill(column, -1);
        for (int doc = field.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = field.nextDoc()) {
            column[doc] = numbers[field.ordValue()];
        }
        return column;
    }

    private static long[] numbers(LeafReader reader, String name, long missing) throws IOException {
        NumericDocValues field = DocValues.getNumeric(reader, name);
        long[] column = new long[reader.maxDoc()];
        Arrays.fill(column, missing);
        for (int doc = field.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = field.nextDoc()) {
            column[doc] = field.longValue();
        }
        return column;
    }

    /** The columns that are updated in place; read again when some were. */
    @SuppressWarnings(
            "ArrayRecordComponent") // a column as long as its segment: shared, never copied and never compared
    record Figures(long[] stock, long[] rating, long[] sold) {
        static Figures read(LeafReader reader) throws IOException {
            return new Figures(
                    numbers(reader, Fields.STOCK, 0),
                    numbers(reader, Fields.RATING, 0),
                    numbers(reader, Fields.SOLD, 0));
        }
    }
}
