package io.peakday.search.index;

import io.peakday.search.index.ProductDocument.Variants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * One index in one folder: takes documents in, shows them as snapshots, commits them with what the owner must remember
 * (the positions of the events they came from). One writer at a time; readers as many as like.
 */
public final class ProductIndex implements AutoCloseable {
    private static final String FORMAT = "format";
    private static final String COMPLETE = "complete";

    private final Path folder;
    private final Directory directory;
    private final IndexWriter writer;
    private final DocumentWriter documents;
    private final ColumnCache columns;
    private final LongSupplier generations;
    private final AtomicBoolean dirty = new AtomicBoolean();
    private volatile Snapshot current;
    private volatile boolean complete;
    private volatile boolean closed;

    private ProductIndex(Path folder, Directory directory, TextWeights weights, LongSupplier generations)
            throws IOException {
        this.folder = folder;
        this.directory = directory;
        this.generations = generations;
        this.documents = new DocumentWriter(weights);
        this.columns = new ColumnCache(new FacetTerms());
        this.writer = new IndexWriter(directory, config());
        try {
            this.complete = "true".equals(remembered().get(COMPLETE));
            DirectoryReader reader = DirectoryReader.open(writer);
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
            this.current = new Snapshot(reader, columns, generations.getAsLong(), complete);
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            directory.close();
            throw e;
        }
    }

    /**
     * Opens the folder's index, or an empty one. Reads every file once against its checksum.
     *
     * @param generations gives each snapshot a number greater than all before it
     * @throws IOException if the index is damaged, or of a Lucene that this one cannot read
     */
    public static ProductIndex open(Path folder, TextWeights weights, LongSupplier generations) throws IOException {
        Directory directory = FSDirectory.open(folder);
        try {
            return new ProductIndex(folder, directory, weights, generations);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private IndexWriterConfig config() {
        TieredMergePolicy merges = new TieredMergePolicy();
        merges.setSegmentsPerTier(6);
        ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
        scheduler.setMaxMergesAndThreads(3, 1);
        return new IndexWriterConfig(new KeywordAnalyzer())
                .setSimilarity(new BM25Similarity())
                .setRAMBufferSizeMB(48)
                .setMergePolicy(merges)
                .setMergeScheduler(scheduler)
                .setMergedSegmentWarmer(columns::columns)
                .setCommitOnClose(false);
    }

    /** What was given with the last commit. */
    public Map<String, String> remembered() {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> committed = writer.getLiveCommitData();
        if (committed != null) {
            committed.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    /** Whether the index was written by a program that means the same by its fields. */
    public boolean current(TextWeights weights) {
        return format(weights).equals(remembered().get(FORMAT));
    }

    static String format(TextWeights weights) {
        return Fields.FORMAT + "/" + weights;
    }

    public Path folder() {
        return folder;
    }

    /** Whether every product of the catalogue has been through here. */
    public boolean complete() {
        return complete;
    }

    public void setComplete(boolean whole) {
        complete = whole;
        dirty.set(true);
    }

    /**
     * The index as it was last refreshed; to be closed after use.
     *
     * @throws IllegalStateException if this index was closed
     */
    public Snapshot snapshot() {
        while (true) {
            Snapshot snapshot = current;
            if (snapshot.hold()) {
                return snapshot;
            }
            if (closed) {
                throw new IllegalStateException("This index is closed.");
            }
        }
    }

    /** Whether nothing can be found. */
    public boolean isEmpty() {
        try (Snapshot snapshot = snapshot()) {
            return snapshot.documents() == 0;
        }
    }

    /** The products of these variants, as far as they can be found. */
    public Set<UUID> products(Collection<UUID> variantIds) {
        Set<UUID> products = new LinkedHashSet<>();
        try (Snapshot snapshot = snapshot()) {
            for (UUID variant : variantIds) {
                Snapshot.VariantPlace place = snapshot.place(variant);
                if (place != null) {
                    products.add(place.productId());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return products;
    }

    public void put(Collection<ProductDocument> products) {
        try {
            for (ProductDocument product : products) {
                writer.updateDocument(Keys.product(product.id()), documents.document(product));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dirty.set(true);
    }

    /** As {@link #put} for products that are surely not there yet: spares the look for older ones. */
    public void add(Collection<ProductDocument> products) {
        try {
            for (ProductDocument product : products) {
                writer.addDocument(documents.document(product));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dirty.set(true);
    }

    public void remove(Collection<UUID> productIds) {
        try {
            for (UUID id : productIds) {
                writer.deleteDocuments(Keys.product(id));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dirty.set(true);
    }

    /**
     * Sets which variants are in stock, by variant; only a change between none and some is written.
     *
     * @return products that must be read back, because a variant has no bit of its own or the price is now another one
     */
    public Set<UUID> stock(Map<UUID, Boolean> inStock) {
        refresh();
        Set<UUID> readBack = new LinkedHashSet<>();
        Map<UUID, Long> masks = new HashMap<>();
        try (Snapshot snapshot = snapshot()) {
            for (Map.Entry<UUID, Boolean> entry : inStock.entrySet()) {
                Snapshot.VariantPlace place = snapshot.place(entry.getKey());
                if (place == null) {
                    continue;
                }
                if (!place.ownBit()) {
                    readBack.add(place.productId());
                    continue;
                }
                long before = masks.getOrDefault(place.productId(), place.stock());
                long bit = Variants.bit(place.index()) & place.offered();
                long after = entry.getValue() ? before | bit : before & ~bit;
                if (after != before && place.mixed()) {
                    readBack.add(place.productId());
                } else if (after != before) {
                    masks.put(place.productId(), after);
                }
            }
            for (Map.Entry<UUID, Long> entry : masks.entrySet()) {
                writer.updateNumericDocValue(Keys.product(entry.getKey()), Fields.STOCK, entry.getValue());
                dirty.set(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return readBack;
    }

    public void rating(UUID productId, double average, int count) {
        update(productId, Fields.RATING, DocumentWriter.packRating(average, count));
    }

    public void sold(UUID productId, long units) {
        update(productId, Fields.SOLD, units);
    }

    private void update(UUID productId, String field, long value) {
        try {
            writer.updateNumericDocValue(Keys.product(productId), field, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dirty.set(true);
    }

    /** Makes what was written visible. Cheap when nothing was. Returns whether there is a new snapshot. */
    public synchronized boolean refresh() {
        if (!dirty.getAndSet(false)) {
            return false;
        }
        try {
            DirectoryReader changed = DirectoryReader.openIfChanged(current.reader(), writer);
            if (changed == null && current.complete() == complete) {
                return false;
            }
            Snapshot old = current;
            if (changed == null) {
                changed = old.reader();
                changed.incRef();
            }
            current = new Snapshot(changed, columns, generations.getAsLong(), complete);
            old.close();
            return true;
        } catch (IOException e) {
            dirty.set(true);
            throw new UncheckedIOException(e);
        }
    }

    /** Makes what was written survive a crash, together with what the owner wants to remember. */
    public void commit(Map<String, String> remember, TextWeights weights) {
        Map<String, String> data = new HashMap<>(remember);
        data.put(FORMAT, format(weights));
        data.put(COMPLETE, Boolean.toString(complete));
        try {
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads every file of what is shown now against its checksum.
     *
     * @throws IOException if one is damaged, or the writer has given up because it found one so
     */
    public void verify() throws IOException {
        Throwable fatal = writer.getTragicException();
        if (fatal != null) {
            throw new IOException("The index can no longer be written.", fatal);
        }
        try (Snapshot snapshot = snapshot()) {
            for (LeafReaderContext leaf : snapshot.reader().leaves()) {
                leaf.reader().checkIntegrity();
            }
        }
    }

    /** Why nothing can be written any more until the index is opened again; null as long as it can. */
    public @Nullable Throwable fatal() {
        return closed ? null : writer.getTragicException();
    }

    public long bytes() {
        try {
            long sum = 0;
            for (String file : directory.listAll()) {
                sum += directory.fileLength(file);
            }
            return sum;
        } catch (IOException e) {
            return 0; // A file went away between listing and asking: the figure is for people.
        }
    }

    /** Closes without a commit: what was not committed is sent again by the events. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            current.close();
            writer.rollback();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
