package io.peakday.benchkit;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a crowd met.
 *
 * @param perSecond good and bad answers together
 * @param failed bad answers in the measured time
 * @param p50Millis latency as a shopper sees it
 * @param p99Millis latency as a shopper sees it
 */
public record Result(double perSecond, long failed, double p50Millis, double p99Millis) {
    /** Answers slower than this are recorded as this. */
    private static final long SLOWEST_MICROS = Duration.ofSeconds(60).toNanos() / 1000;

    static Histogram histogram() {
        return new Histogram(SLOWEST_MICROS, 3);
    }

    static void record(Histogram micros, long nanos) {
        micros.recordValue(Math.min(SLOWEST_MICROS, nanos / 1000));
    }

    static Result of(Histogram micros, long failed, Duration time) {
        return new Result(
                micros.getTotalCount() * 1e9 / time.toNanos(),
                failed,
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0);
    }
}
