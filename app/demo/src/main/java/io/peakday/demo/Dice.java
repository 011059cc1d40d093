package io.peakday.demo;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that can be repeated. Every part of the demo draws from dice of its own, named by what they are for, so that
 * one more product does not change all the orders.
 */
final class Dice {
    private final SplittableRandom random;

    private Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Dice of(long seed, String purpose, long number) {
        long mixed =
                seed * 0x9E3779B97F4A7C15L + purpose.hashCode() * 0xBF58476D1CE4E5B9L + number * 0x94D049BB133111EBL;
        return new Dice(mixed ^ (mixed >>> 29));
    }

    double part() {
        return random.nextDouble();
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    long number() {
        return random.nextLong();
    }

    double normal() {
        return random.nextGaussian();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** An index, with chances in proportion to the weights given as their running sums. */
    int weighted(double[] runningSums) {
        double at = random.nextDouble() * runningSums[runningSums.length - 1];
        int found = java.util.Arrays.binarySearch(runningSums, at);
        return Math.min(found < 0 ? -found - 1 : found, runningSums.length - 1);
    }
}
