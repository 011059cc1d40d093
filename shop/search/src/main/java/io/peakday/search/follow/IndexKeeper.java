package io.peakday.search.follow;

import io.peakday.search.SearchStatus;
import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.ProductIndex;
import io.peakday.search.index.Snapshot;
import io.peakday.search.index.TextWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
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
    private final OneAtATime rebuilds = new OneAtATime();

    // Written by synchronized methods only.
    private volatile ProductIndex serving;
    private volatile boolean closed;
    private @Nullable Rebuild rebuild;
    private final Unread unread = new Unread();
    private final Bookmark bookmark = new Bookmark();
    private boolean uncommitted;

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
            if (rebuild != null) {
                rebuild.recategorized(changed);
            }
            serving.refresh();
            try (Snapshot snapshot = serving.snapshot()) {
                unread.add(snapshot.productsIn(changed));
            }
            readBack();
        }
        bookmark.categories(state);
        uncommitted = true;
    }

    /** Products may have changed; each has reached this version at least. */
    public synchronized void productsChanged(Map<UUID, Long> leastVersions) {
        unread.add(leastVersions);
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

    private void readBack() {
        try {
            while (!unread.isEmpty()) {
                Map<UUID, Long> batch = unread.first(READ_BACK);
                List<ProductDocument> documents = source.read(batch);
                Set<UUID> gone = new HashSet<>(batch.keySet());
                documents.forEach(document -> gone.remove(document.id()));
                for (ProductIndex index : indexes()) {
                    index.put(documents);
                    index.remove(gone);
                }
                if (rebuild != null) {
                    rebuild.touched(batch.keySet());
                }
                unread.remove(batch.keySet());
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
        if (rebuild != null) {
            rebuild.restocked(inStock.keySet());
        }
        Set<UUID> whole = new HashSet<>();
        for (ProductIndex index : indexes()) {
            whole.addAll(index.stock(inStock));
        }
        uncommitted = true;
        if (!whole.isEmpty()) {
            unread.add(whole);
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
        if (rebuild != null) {
            rebuild.refigured(productId);
        }
        indexes().forEach(change);
        uncommitted = true;
    }

    private List<ProductIndex> indexes() {
        Rebuild next = rebuild;
        return next == null || next.serves() ? List.of(serving) : List.of(serving, next.index());
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
        return rebuilds.run(() -> !closed, this::rebuildOnce);
    }

    /** Whether the last attempt failed and another is due. */
    boolean needsAnotherAttempt() {
        return outdated && failedAt != 0 && !rebuilds.running() && System.nanoTime() - failedAt > RETRY_AFTER_NANOS;
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
        boolean apart = serving.complete() || !serving.isEmpty();
        rebuild = new Rebuild(apart ? folders.create() : serving, !apart);
    }

    private synchronized void write(List<ProductDocument> documents) {
        underWay().write(documents);
        rebuilt += documents.size();
    }

    private synchronized void finish() {
        Rebuild done = underWay();
        ProductIndex next = done.index();
        next.setComplete(true);
        next.refresh();
        unread.add(done.changed());
        readBack();
        next.refresh();
        commit(next);
        ProductIndex old = serving;
        serving = next;
        damagedServing = null;
        rebuild = null;
        outdated = false;
        failedAt = 0;
        problem = null;
        if (old != next) {
            old.close();
            folders.keepOnly(List.of(next.folder()));
        }
    }

    private Rebuild underWay() {
        Rebuild now = rebuild;
        if (now == null || closed) {
            throw new IllegalStateException("The index was closed during the rebuild.");
        }
        return now;
    }

    private synchronized void abandon() {
        Rebuild next = rebuild;
        rebuild = null;
        if (next != null && !next.serves()) {
            next.index().close();
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
                    rebuilds.running(),
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
