package io.peakday.search.follow;

import io.peakday.search.SearchStatus;
import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.ProductIndex;
import io.peakday.search.index.Snapshot;
import io.peakday.search.index.TextWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one node's index true to the catalogue.
 *
 * <p>Events say only that something changed; the product is read back, so order and repetition do no harm. Everything
 * that writes is synchronized on the keeper. The positions of the events go into the same Lucene commit as what came of them, so after
 * a crash the index and the place to go on from are of the same moment. A product that could not be read back waits and
 * is tried again, and until then no later position is committed.
 *
 * <p>A rebuild reads all products into a new folder while the old one serves and both take events. What an event
 * touched since the rebuild began is newer than what the rebuild reads, and is left alone by it. At the end the new
 * index is committed and takes over, and the old folder is deleted.
 */
public final class IndexKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
    private static final int READ_BACK = 500;
    private static final long RETRY_AFTER_NANOS = 15_000_000_000L;
    private static final Duration VERIFY_EVERY = Duration.ofSeconds(30);

    private final IndexFolders folders;
    private final DocumentSource source;
    private final TextWeights weights;
    private final AtomicBoolean rebuilding = new AtomicBoolean();

    // Written by synchronized methods only.
    private volatile ProductIndex serving;
    private volatile boolean closed;
    private @Nullable ProductIndex building;
    /** Products that events wrote while a rebuild was reading: newer than what it reads. */
    private final Set<UUID> touched = new HashSet<>();
    /** Variants whose stock changed meanwhile: their products are read back at the end. */
    private final Set<UUID> restocked = new HashSet<>();
    /** Products whose figures changed meanwhile; likewise. */
    private final Set<UUID> refigured = new HashSet<>();
    /** Changed products still to be read back. */
    private final Map<UUID, Long> unread = new LinkedHashMap<>();

    private final Bookmark bookmark = new Bookmark();
    private boolean uncommitted;

    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile boolean outdated;
    private volatile long failedAt;
    private volatile long rebuilt;
    private volatile @Nullable String problem;
    /** The index that was found damaged; its successor takes over when it is built. */
    private volatile @Nullable ProductIndex damagedServing;

    private final Object verifying = new Object();
    private long verified;

    /** Opens what there is; where that is nothing, an empty index serves until {@link #rebuild} has filled it. */
    public IndexKeeper(Path root, TextWeights weights, DocumentSource source) {
        this.folders = new IndexFolders(root, weights);
        this.source = source;
        this.weights = weights;
        ProductIndex found = folders.newest();
        if (found == null) {
            this.serving = folders.create();
            this.outdated = true;
        } else {
            this.serving = found;
            this.outdated = !found.complete() || !found.current(weights);
            bookmark.read(found.remembered());
        }
        folders.keepOnly(List.of(serving.folder()));
    }

    /** The index as it was last refreshed; to be closed after use. */
    public Snapshot snapshot() {
        while (true) {
            try {
                return serving.snapshot();
            } catch (IllegalStateException e) {
                if (closed) {
                    throw e;
                }
                Thread.onSpinWait(); // A rebuilt index took over in this very moment.
            }
        }
    }

    /** Whether the index must be rebuilt before it can be trusted. */
    public boolean outdated() {
        return outdated;
    }

    /** Where to go on reading events; empty where the index knows of none. */
    public synchronized SortedMap<String, Long> positions() {
        return new TreeMap<>(bookmark.positions());
    }

    /** Everything before these positions has been applied. */
    public synchronized void reached(Map<String, Long> positions) {
        if (unread.isEmpty()) {
            bookmark.positions().putAll(positions);
            uncommitted = true;
        }
    }

    /** The state of the category tree that the index was last brought to; null where it knows of none. */
    synchronized @Nullable String categories() {
        return bookmark.categories();
    }

    /** The paths of these categories changed, and the tree is now in that state. */
    synchronized void categoriesChanged(Set<UUID> changed, String state) {
        if (!changed.isEmpty()) {
            serving.refresh();
            try (Snapshot snapshot = serving.snapshot()) {
                readAgain(snapshot.productsIn(changed));
            }
            readBack();
        }
        bookmark.categories(state);
        uncommitted = true;
    }

    /** Products may have changed; each has reached this version at least. */
    public synchronized void productsChanged(Map<UUID, Long> leastVersions) {
        leastVersions.forEach((id, version) -> unread.merge(id, version, Math::max));
        readBack();
    }

    /** Tries again what could not be read back, and replaces an index that can no longer be written. */
    public synchronized void retry() {
        Throwable fatal = serving.fatal();
        if (fatal != null) {
            damaged(fatal);
        }
        if (!unread.isEmpty()) {
            readBack();
        }
    }

    private void readAgain(Collection<UUID> ids) {
        ids.forEach(id -> unread.merge(id, 0L, Math::max));
    }

    private void readBack() {
        try {
            while (!unread.isEmpty()) {
                Map<UUID, Long> batch = new LinkedHashMap<>();
                unread.entrySet().stream()
                        .limit(READ_BACK)
                        .forEach(entry -> batch.put(entry.getKey(), entry.getValue()));
                List<ProductDocument> documents = source.read(batch);
                Set<UUID> gone = new HashSet<>(batch.keySet());
                documents.forEach(document -> gone.remove(document.id()));
                for (ProductIndex index : indexes()) {
                    index.put(documents);
                    index.remove(gone);
                }
                if (building != null) {
                    touched.addAll(batch.keySet());
                }
                batch.keySet().forEach(unread::remove);
                uncommitted = true;
            }
            problem = null;
        } catch (RuntimeException e) {
            problem = unread.size() + " changed products could not be read back yet.";
            LOG.warn(
                    "{} changed products could not be read back and will be tried again: {}",
                    unread.size(),
                    e.toString());
        }
    }

    /** Variants are in stock, or no longer. */
    public synchronized void stockChanged(Map<UUID, Boolean> inStock) {
        if (building != null) {
            restocked.addAll(inStock.keySet());
        }
        Set<UUID> whole = new HashSet<>();
        for (ProductIndex index : indexes()) {
            whole.addAll(index.stock(inStock));
        }
        uncommitted = true;
        if (!whole.isEmpty()) {
            readAgain(whole);
            readBack();
        }
    }

    public void ratingChanged(UUID productId, double average, int count) {
        update(productId, index -> index.rating(productId, average, count));
    }

    public void soldChanged(UUID productId, long units) {
        update(productId, index -> index.sold(productId, units));
    }

    private synchronized void update(UUID productId, Consumer<ProductIndex> change) {
        if (building != null) {
            refigured.add(productId);
        }
        indexes().forEach(change);
        uncommitted = true;
    }

    private List<ProductIndex> indexes() {
        ProductIndex next = building;
        return next == null || next == serving ? List.of(serving) : List.of(serving, next);
    }

    /** Makes what was written visible. Returns whether anything was. */
    public boolean refresh() {
        try {
            return serving.refresh();
        } catch (RuntimeException e) {
            if (!closed) {
                damaged(e);
            }
            return false;
        }
    }

    /**
     * Something failed in a way in which a sound index does not. Its files are read against their checksums, a failure that
     * repeats not more than once in {@link #VERIFY_EVERY}. Returns whether the index is damaged; then another one is built.
     */
    public boolean foundDamaged(Throwable cause) {
        if (damagedServing == serving) {
            return true;
        }
        synchronized (verifying) {
            if (damagedServing == serving) {
                return true;
            }
            long now = System.nanoTime();
            if (verified != 0 && now - verified < VERIFY_EVERY.toNanos()) {
                return false;
            }
            try {
                serving.verify();
                verified = System.nanoTime();
                return false;
            } catch (IOException | RuntimeException | InternalError e) {
                e.addSuppressed(cause);
                damaged(e);
                return true;
            }
        }
    }

    /** The index fails where it must not: another one is built. */
    public void damaged(Throwable cause) {
        ProductIndex failing = serving;
        if (damagedServing == failing || closed) {
            return; // That is being seen to.
        }
        damagedServing = failing;
        LOG.error("The search index in {} fails and is rebuilt.", serving.folder(), cause);
        problem = "The index failed and is being rebuilt.";
        outdated = true;
        Thread.ofVirtual().name("search-rebuild").start(this::rebuild);
    }

    /** Makes what was applied survive a crash. */
    public synchronized void commit() {
        if (uncommitted && !closed) {
            commit(serving);
            uncommitted = false;
        }
    }

    private void commit(ProductIndex index) {
        index.commit(bookmark.write(), weights);
    }

    /**
     * Reads the whole catalogue into a new index, which then takes over. Where a rebuild is under way already it is
     * followed by another, because it may have read what has changed since. Returns whether this call did the work.
     */
    public boolean rebuild() {
        wanted.set(true);
        if (closed || !rebuilding.compareAndSet(false, true)) {
            return false;
        }
        boolean done = true;
        try {
            while (wanted.getAndSet(false) && !closed) {
                done &= rebuildOnce();
            }
        } finally {
            rebuilding.set(false);
        }
        return done;
    }

    /** Whether the last attempt failed and another is due. */
    boolean needsAnotherAttempt() {
        return outdated && failedAt != 0 && !rebuilding.get() && System.nanoTime() - failedAt > RETRY_AFTER_NANOS;
    }

    private boolean rebuildOnce() {
        long start = System.nanoTime();
        rebuilt = 0;
        try {
            begin();
            source.stream(this::write);
            finish();
            LOG.info(
                    "Rebuilt the search index: {} products in {} ms", rebuilt, (System.nanoTime() - start) / 1_000_000);
            return true;
        } catch (RuntimeException e) {
            abandon();
            if (!closed) {
                problem = "The last rebuild failed and will be tried again: " + e.getMessage();
                outdated = true;
                failedAt = System.nanoTime();
                LOG.error("The search index could not be rebuilt and will be tried again; the old one serves on.", e);
            }
            return false;
        }
    }

    private synchronized void begin() {
        // An index that was never whole is filled in sight of everyone: some hits are better than none.
        building = serving.complete() || !serving.isEmpty() ? folders.create() : serving;
        touched.clear();
        restocked.clear();
        refigured.clear();
    }

    private synchronized void write(List<ProductDocument> documents) {
        ProductIndex target = building;
        if (closed || target == null) {
            throw new IllegalStateException("The index was closed during the rebuild.");
        }
        List<ProductDocument> fresh = documents.stream()
                .filter(document -> !touched.contains(document.id()))
                .toList();
        if (target == serving) {
            target.put(fresh); // An earlier attempt may have come as far.
        } else {
            target.add(fresh);
        }
        rebuilt += documents.size();
    }

    private synchronized void finish() {
        ProductIndex next = building;
        if (next == null || closed) {
            throw new IllegalStateException("The index was closed during the rebuild.");
        }
        next.setComplete(true);
        next.refresh();
        readAgain(refigured);
        readAgain(next.products(restocked));
        readBack();
        next.refresh();
        commit(next);
        ProductIndex old = serving;
        serving = next;
        damagedServing = null;
        building = null;
        outdated = false;
        failedAt = 0;
        problem = null;
        if (old != next) {
            old.close();
            folders.keepOnly(List.of(next.folder()));
        }
        touched.clear();
        restocked.clear();
        refigured.clear();
    }

    private synchronized void abandon() {
        ProductIndex next = building;
        building = null;
        if (next != null && next != serving) {
            next.close();
            folders.keepOnly(List.of(serving.folder()));
        }
    }

    public SearchStatus status() {
        ProductIndex index = serving;
        try (Snapshot snapshot = snapshot()) {
            return new SearchStatus(
                    snapshot.documents(),
                    snapshot.generation(),
                    snapshot.complete() && damagedServing != index,
                    rebuilding.get(),
                    rebuilt,
                    index.folder(),
                    index.bytes(),
                    problem);
        }
    }

    /** Closes as a crash would: without a commit. */
    synchronized void abort() {
        closed = true;
        abandon();
        serving.close();
    }

    /** Commits and closes. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        commit();
        closed = true;
        abandon();
        serving.close();
    }
}
