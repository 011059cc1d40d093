package io.peakday.benchkit;

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

/** A thread for each shopper. */
final class Shoppers {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Shoppers() {}

    static Result run(String host, int port, int shoppers, Duration time, Crowd.ShopperFactory factory)
            throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(shoppers);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(shoppers)) {
            List<Future<Tally>> tallies = new ArrayList<>();
            for (int number = 0; number < shoppers; number++) {
                Crowd.Shopper shopper = factory.shopper(number);
                tallies.add(threads.submit(() -> shop(host, port, shopper, ready, go, time)));
            }
            ready.await();
            go.countDown();
            Histogram all = Result.histogram();
            long failed = 0;
            for (Future<Tally> tally : tallies) {
                try {
                    all.add(tally.get().micros());
                    failed += tally.get().failed();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a shopper gave up: " + e.getCause(), e.getCause());
                }
            }
            return Result.of(all, failed, time);
        }
    }

    private record Tally(Histogram micros, long failed) {}

    private static Tally shop(
            String host, int port, Crowd.Shopper shopper, CountDownLatch ready, CountDownLatch go, Duration time)
            throws IOException, InterruptedException {
        Histogram micros = Result.histogram();
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
                    Result.record(micros, after - before);
                    failed += good ? 0 : 1;
                }
                before = after;
            }
        }
        return new Tally(micros, failed);
    }
}
