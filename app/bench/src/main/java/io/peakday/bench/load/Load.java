package io.peakday.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Keeps a number of shoppers busy for a time, each doing one thing after the other, and counts. */
public final class Load {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Answers slower than this are recorded as this. */
    private static final long SLOWEST_MICROS = Duration.ofSeconds(60).toNanos() / 1000;

    private Load() {}

    /** One shopper: does the next thing on its connection and says whether it went well. */
    @FunctionalInterface
    public interface Shopper {
        boolean next(HttpConnection connection, long round) throws IOException;
    }

    /** Makes the shopper of a number. */
    @FunctionalInterface
    public interface Crowd {
        Shopper shopper(int number);
    }

    /** Runs {@code warmUp} unmeasured, then {@code time} measured. */
    public static Result run(String host, int port, int shoppers, Duration warmUp, Duration time, Crowd crowd)
            throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(shoppers);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(shoppers)) {
            List<Future<Tally>> tallies = new ArrayList<>();
            for (int number = 0; number < shoppers; number++) {
                Shopper shopper = crowd.shopper(number);
                tallies.add(threads.submit(() -> shop(host, port, shopper, ready, go, warmUp, time)));
            }
            ready.await();
            go.countDown();
            Histogram all = new Histogram(SLOWEST_MICROS, 3);
            long failed = 0;
            for (Future<Tally> tally : tallies) {
                try {
                    all.add(tally.get().micros());
                    failed += tally.get().failed();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a shopper gave up: " + e.getCause(), e.getCause());
                }
            }
            return new Result(
                    all.getTotalCount() * 1e9 / time.toNanos(),
                    failed,
                    all.getValueAtPercentile(50) / 1000.0,
                    all.getValueAtPercentile(99) / 1000.0);
        }
    }

    private record Tally(Histogram micros, long failed) {}

    /**
     * @param perSecond good and bad answers together
     * @param failed bad answers in the measured time
     * @param p50Millis latency as a shopper sees it
     * @param p99Millis latency as a shopper sees it
     */
    public record Result(double perSecond, long failed, double p50Millis, double p99Millis) {}

    private static Tally shop(
            String host,
            int port,
            Shopper shopper,
            CountDownLatch ready,
            CountDownLatch go,
            Duration warmUp,
            Duration time)
            throws IOException, InterruptedException {
        Histogram micros = new Histogram(SLOWEST_MICROS, 3);
        long failed = 0;
        try (HttpConnection connection = new HttpConnection(host, port, TIMEOUT)) {
            ready.countDown();
            go.await();
            long begin = System.nanoTime() + warmUp.toNanos();
            long end = begin + time.toNanos();
            long before = System.nanoTime();
            for (long round = 0; before < end; round++) {
                boolean good = shopper.next(connection, round);
                long after = System.nanoTime();
                if (after >= begin && after < end) {
                    micros.recordValue(Math.min(SLOWEST_MICROS, (after - before) / 1000));
                    failed += good ? 0 : 1;
                }
                before = after;
            }
        }
        return new Tally(micros, failed);
    }
}
