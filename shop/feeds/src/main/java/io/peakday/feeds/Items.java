package io.peakday.feeds;

import io.peakday.feeds.RowReader.BadField;
import io.peakday.feeds.Rows.Read;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes items of rows: one of each, or one of all rows in a sequence that have the same id. Always in the same order. */
class Items implements AutoCloseable {
    /** More rows than this make no product. */
    private static final int MAX_GROUP = 10_000;

    private final Rows rows;
    private final RowReader reader;
    private final boolean whole;
    private final boolean grouped;
    private long read;
    private @Nullable Item waiting;

    Items(Rows rows, Mapping mapping) {
        this.rows = rows;
        this.reader = new RowReader(mapping);
        this.whole = mapping.rows().equals("peakday");
        this.grouped = mapping.rows().equals("variants");
    }

    static Items of(Rows rows, Mapping mapping) throws IOException {
        Items items = new Items(rows, mapping);
        return mapping.rows().equals("observations") ? new Observations(items, rows, mapping) : items;
    }

    /** Null at the end. */
    @Nullable
    Item next() throws IOException {
        Item item = waiting == null ? single() : waiting;
        waiting = null;
        if (!grouped || !(item instanceof Item.Wanted first)) {
            return item;
        }
        ImportedProduct product = first.product();
        long last = first.rows();
        for (int size = 1; size < MAX_GROUP; size++) {
            waiting = single();
            if (!(waiting instanceof Item.Wanted more)
                    || !more.product().externalId().equals(product.externalId())) {
                break;
            }
            product = product.and(more.product());
            last = more.rows();
            waiting = null;
        }
        return new Item.Wanted(first.line(), last, product);
    }

    /** How many rows were read. */
    long rows() {
        return read;
    }

    private @Nullable Item single() throws IOException {
        while (true) {
            Read next = rows.next();
            if (next == null) {
                return null;
            }
            read++;
            switch (next) {
                case Read.Bad(long line, String field, String reason) -> {
                    return new Item.Rejected(line, read, "", field, reason);
                }
                case Read.Good(SourceRow row) -> {
                    if (!reader.skips(row)) {
                        return item(row);
                    }
                }
            }
        }
    }

    private Item item(SourceRow row) {
        try {
            ImportedProduct product = whole ? NativeProduct.read(row) : reader.read(row);
            return new Item.Wanted(row.line(), read, product);
        } catch (BadField e) {
            return new Item.Rejected(row.line(), read, "", e.field, e.reason());
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
