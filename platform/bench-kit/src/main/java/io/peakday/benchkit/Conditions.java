package io.peakday.benchkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How a benchmark is run.
 *
 * @param program what is measured
 * @param quick a few seconds a figure instead of ten, to see that it runs; the figures are not for keeps
 * @param shoppers connections at once
 * @param data where stores are made and thrown away
 * @param progress receives a line for each step
 */
public record Conditions(Program program, boolean quick, int shoppers, Path data, Consumer<String> progress) {
    /** The unit of warming up; see {@link Load#warmUp}. */
    public Duration slice() {
        return Duration.ofSeconds(quick ? 2 : 6);
    }

    /** The longest warm-up. */
    public Duration mostWarmUp() {
        return Duration.ofSeconds(quick ? 4 : 180);
    }

    public Duration time() {
        return Duration.ofSeconds(quick ? 3 : 10);
    }

    /** What was measured, and what it cost in processor time. */
    public record Measured(Result result, String cost) {}

    /** What a crowd does once it is warm. */
    public Measured steady(Subject subject, int shoppers, Crowd crowd) throws InterruptedException {
        warmUp(subject, shoppers, crowd);
        return measure(subject, shoppers, crowd);
    }

    public Measured measure(Subject subject, int shoppers, Crowd crowd) throws InterruptedException {
        CpuTimes before = subject.cpu();
        Result result = crowd.run(subject.host(), subject.port(), shoppers, time());
        double count = Math.max(1, result.perSecond() * time().toSeconds());
        return new Measured(result, subject.cpu().since(before).each(count));
    }

    public void warmUp(Subject subject, int shoppers, Crowd crowd) throws InterruptedException {
        Load.Warmth warmth =
                Load.warmUp(subject.host(), subject.port(), shoppers, slice(), mostWarmUp(), crowd, subject::compiling);
        progress.accept(String.format(
                Locale.ROOT,
                "  warm after %d s, still compiling %.0f %% of the time",
                warmth.after().toSeconds(),
                100 * warmth.compiling()));
    }
}
