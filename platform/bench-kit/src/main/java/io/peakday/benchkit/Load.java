package io.peakday.benchkit;

import java.time.Duration;

/** Warming up what is measured. */
public final class Load {
    private Load() {}

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
            double rate = crowd.run(host, port, shoppers, slice).perSecond();
            share = compiling.soFar().minus(before).toNanos() / (double) slice.toNanos();
            steady = rate > best * 1.03 || share > 0.1 ? 0 : steady + 1;
            best = Math.max(best, rate);
            spent = spent.plus(slice);
        }
        return new Warmth(spent, share);
    }
}
