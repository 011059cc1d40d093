package io.peakday.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;

/**
 * How quickly the disk of a folder makes a write durable: the ceiling of one writer's commits a second.
 *
 * <p>Does what PostgreSQL does to its log at a commit: writes one 8 kB page into a file that has its full size already
 * and flushes the data ({@code fdatasync}), one after the other.
 *
 * @param flushesPerSecond by one writer
 * @param median of one write with its flush
 * @param p99 of one write with its flush
 */
public record DiskProbe(double flushesPerSecond, Duration median, Duration p99) {
    private static final int PAGE = 8 << 10;
    private static final int PAGES = 512;
    private static final int LIMIT = 200_000;

    /** Measures for about the given time; leaves nothing behind. */
    public static DiskProbe measure(Path folder, Duration time) {
        try {
            Path file = Files.createTempFile(folder, "flush-probe-", ".tmp");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
                for (int i = 0; i < PAGES; i++) {
                    channel.write(page.clear(), (long) i * PAGE);
                }
                channel.force(true);
                return measure(channel, page, time);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DiskProbe measure(FileChannel channel, ByteBuffer page, Duration time) throws IOException {
        long[] nanos = new long[LIMIT];
        long start = System.nanoTime();
        long now = start;
        int count = 0;
        while (count < LIMIT && (now - start < time.toNanos() || count < 10)) {
            channel.write(page.clear(), (long) (count % PAGES) * PAGE);
            channel.force(false);
            long done = System.nanoTime();
            nanos[count++] = done - now;
            now = done;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new DiskProbe(
                count * 1e9 / (now - start),
                Duration.ofNanos(sorted[count / 2]),
                Duration.ofNanos(sorted[(int) (count * 0.99)]));
    }
}
