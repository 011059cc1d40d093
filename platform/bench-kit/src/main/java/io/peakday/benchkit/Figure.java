package io.peakday.benchkit;

import java.util.Locale;

/**
 * One measured figure.
 *
 * @param what what was done: {@code product page, HTML}
 * @param perSecond how often in a second; 0 where only latency was measured
 * @param p50Millis half were as quick as this
 * @param p99Millis 99 in 100 were as quick as this
 * @param aim what we want, per second; 0 where there is no aim
 * @param limit what bounds it and how far it is from that, in words
 */
public record Figure(
        String what, double perSecond, double p50Millis, double p99Millis, double aim, long failed, String limit) {
    /**
     * What a crowd did, how much of the smallest answer's rate that is, and what it cost.
     *
     * @param how more to know, in words
     */
    public static Figure ofShare(String what, Conditions.Measured measured, double aim, double smallest, String how) {
        double share = 100 * measured.result().perSecond() / smallest;
        return of(
                what,
                measured.result(),
                aim,
                String.format(Locale.ROOT, "%.0f %% of the smallest answer%s; %s", share, how, measured.cost()));
    }

    /** What a crowd did. */
    public static Figure of(String what, Result result, double aim, String limit) {
        return new Figure(
                what, result.perSecond(), result.p50Millis(), result.p99Millis(), aim, result.failed(), limit);
    }
}
