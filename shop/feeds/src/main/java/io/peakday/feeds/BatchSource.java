package io.peakday.feeds;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads a file ahead, on a thread of its own, a few batches at most. */
final class BatchSource implements AutoCloseable {
    static final int SIZE = 500;
    private static final int AHEAD = 3;

    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(AHEAD);
    private final SourceFile file;
    private final Mapping mapping;
    private final long skip;
    private final Thread reader =
            Thread.ofPlatform().daemon().name("catalog-import-reader").unstarted(this::read);

    private BatchSource(SourceFile file, Mapping mapping, long skip) {
        this.file = file;
        this.mapping = mapping;
        this.skip = skip;
    }

    /**
     * @param rows how many rows had been read when it was complete
     * @param bytes of the file, as stored, that had been read
     * @param last whether nothing follows
     * @param error why nothing follows; null where the file just ended
     */
    record Batch(
            List<Item> items,
            long rows,
            long bytes,
            boolean last,
            @Nullable Throwable error) {}

    /** @param skip items that were dealt with before */
    static BatchSource start(SourceFile file, Mapping mapping, long skip) {
        BatchSource source = new BatchSource(file, mapping, skip);
        source.reader.start();
        return source;
    }

    /** Waits for the next batch; after the last one it must not be called again. */
    Batch next() throws IOException {
        Batch batch;
        try {
            batch = queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unavailable("import.interrupted", "The import was interrupted; the same command goes on.", e);
        }
        switch (batch.error()) {
            case null -> {
                return batch;
            }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (Items items = Items.of(Rows.of(file, mapping), mapping)) {
            for (long i = 0; i < skip; i++) {
                if (items.next() == null) {
                    break;
                }
            }
            List<Item> batch = new ArrayList<>(SIZE);
            for (Item item = items.next(); item != null; item = items.next()) {
                batch.add(item);
                if (batch.size() == SIZE) {
                    queue.put(new Batch(batch, item.rows(), file.bytesRead(), false, null));
                    batch = new ArrayList<>(SIZE);
                }
            }
            queue.put(new Batch(batch, items.rows(), file.bytesRead(), true, null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | OutOfMemoryError e) {
            giveUp(e);
        }
    }

    private void giveUp(Throwable e) {
        try {
            queue.put(new Batch(List.of(), 0, 0, true, e));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
