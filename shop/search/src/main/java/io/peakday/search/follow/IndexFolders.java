package io.peakday.search.follow;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FileTree;
import io.peakday.kernel.ProgramClock;
import io.peakday.search.index.ProductIndex;
import io.peakday.search.index.TextWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders of this node's indexes, {@code index-1}, {@code index-2} …: the newest that can be read is served. */
final class IndexFolders {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFolders.class);
    private static final Pattern NAME = Pattern.compile("index-\\d{1,9}");

    private final Path root;
    private final TextWeights weights;
    /** Starts with the time of the start, so that a number never comes back after a restart. */
    private final AtomicLong generations =
            new AtomicLong(ProgramClock.instance().millis() << 10);

    IndexFolders(Path root, TextWeights weights) {
        this.root = root;
        this.weights = weights;
    }

    Path root() {
        return root;
    }

    /** The newest index that opens, if any does. */
    @Nullable
    ProductIndex newest() {
        for (Path folder : folders().reversed()) {
            try {
                return ProductIndex.open(folder, weights, generations::incrementAndGet);
            } catch (LockObtainFailedException e) {
                throw Failure.unavailable(
                        "search.index-in-use", "The search index in " + folder + " is in use by another process.", e);
            } catch (IOException | RuntimeException e) {
                LOG.warn("The search index in {} cannot be read and will be rebuilt: {}", folder, e.toString());
            }
        }
        return null;
    }

    /** An empty index in a new folder. */
    ProductIndex create() {
        List<Path> folders = folders();
        int number = folders.isEmpty() ? 1 : number(folders.getLast()) + 1;
        try {
            Path folder = Files.createDirectories(root.resolve("index-" + number));
            return ProductIndex.open(folder, weights, generations::incrementAndGet);
        } catch (IOException e) {
            throw new UncheckedIOException("No search index can be written in " + root, e);
        }
    }

    /** Deletes all but these. */
    void keepOnly(List<Path> kept) {
        for (Path folder : folders()) {
            if (!kept.contains(folder)) {
                delete(folder);
            }
        }
    }

    private List<Path> folders() {
        try {
            Files.createDirectories(root);
            try (Stream<Path> all = Files.list(root)) {
                return new ArrayList<>(all.filter(path ->
                                NAME.matcher(path.getFileName().toString()).matches())
                        .sorted(Comparator.comparingInt(IndexFolders::number))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the search index cannot be read: " + root, e);
        }
    }

    private static int number(Path folder) {
        return Integer.parseInt(folder.getFileName().toString().substring("index-".length()));
    }

    private static void delete(Path folder) {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            LOG.warn("An old search index could not be deleted: {}: {}", folder, e.toString());
        }
    }
}
