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

    /** Says how long the measured program has compiled so far. */
    @FunctionalInterface
    public interface Compiling {
        Duration soFar() throws InterruptedException;
    }

    /** How a warm-up ended: after what time, and which part of one processor the last slice still compiled. */
    public record Warmth(Duration after, double compiling) {}

    /**
     * Runs slices unmeasured until the virtual machine has compiled what they need: until two slices in a row are no more
     * than 3 % quicker than the best before them and compile for less than a tenth of their time, at most {@code most}.
     * Two cores that also carry the load need a minute or two.
     */
    public static Warmth warmUp(
            String host, int port, int shoppers, Duration slice, Duration most, Crowd crowd, Compiling compiling)
            throws InterruptedException {
        double best = 0;
        int steady = 0;
        double share = 1;
        Duration spent = Duration.ZERO;
        while (steady < 2 && spent.compareTo(most) < 0) {
            Duration before = compiling.soFar();
            double rate = run(host, port, shoppers, slice, crowd).perSecond();
            share = compiling.soFar().minus(before).toNanos() / (double) slice.toNanos();
            steady = rate > best * 1.03 || share > 0.1 ? 0 : steady + 1;
            best = Math.max(best, rate);
            spent = spent.plus(slice);
        }
        return new Warmth(spent, share);
    }

    /** Runs for a time and measures all of it. */
    public static Result run(String host, int port, int shoppers, Duration time, Crowd crowd)
            throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(shoppers);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(shoppers)) {
            List<Future<Tally>> tallies = new ArrayList<>();
            for (int number = 0; number < shoppers; number++) {
                Shopper shopper = crowd.shopper(number);
                tallies.add(threads.submit(() -> shop(host, port, shopper, ready, go, time)));
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
            String host, int port, Shopper shopper, CountDownLatch ready, CountDownLatch go, Duration time)
            throws IOException, InterruptedException {
        Histogram micros = new Histogram(SLOWEST_MICROS, 3);
        long failed = 0;
        try (HttpConnection connection = new HttpConnection(host, port, TIMEOUT)) {
            ready.countDown();
            go.await();
            long before = System.nanoTime();
            long end = before + time.toNanos();
            for (long round = 0; before < end; round++) {
                boolean good = shopper.next(connection, round);
                long after = System.nanoTime();
                if (after < end) {
                    micros.recordValue(Math.min(SLOWEST_MICROS, (after - before) / 1000));
                    failed += good ? 0 : 1;
                }
                before = after;
            }
        }
        return new Tally(micros, failed);
    }
}
