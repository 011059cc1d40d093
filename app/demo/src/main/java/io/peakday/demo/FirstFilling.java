package io.peakday.demo;

import io.peakday.engines.BeforeOpening;
import io.peakday.engines.DataFolder;
import io.peakday.engines.StartListener;
import io.peakday.kernel.Failure;
import io.peakday.search.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;

/** Fills an empty store at its first start. A filling that was interrupted is done again; what is there already stays as it is. */
final class FirstFilling implements BeforeOpening {
    private final DemoStore demo;
    private final ObjectProvider<Search> search;
    private final DataFolder folder;

    FirstFilling(DemoStore demo, ObjectProvider<Search> search, DataFolder folder) {
        this.demo = demo;
        this.search = search;
        this.folder = folder;
    }

    @Override
    public void run(boolean fill, StartListener listener) {
        demo.markIfFilledBefore();
        if (fill) {
            fillIfEmpty(listener);
        }
    }

    private void fillIfEmpty(StartListener listener) {
        long began = System.nanoTime();
        Path unfinished = folder.folder("run").resolve("demo-filling");
        try {
            if (Files.exists(unfinished) || demo.storeIsEmpty()) {
                Files.writeString(
                        unfinished, "An interrupted filling of the demo store is done again at the next start.\n");
                Map<UUID, Long> sold =
                        demo.fill((step, done, total) -> listener.progress("Demo store", step, done, total));
                search.ifAvailable(index -> index.addSales(sold));
                Files.delete(unfinished);
                listener.reached("Demo store", "ready", Duration.ofNanos(System.nanoTime() - began));
            }
        } catch (IOException e) {
            throw Failure.unavailable("store.data-folder", "The data folder cannot be written: " + e.getMessage(), e);
        }
    }
}
