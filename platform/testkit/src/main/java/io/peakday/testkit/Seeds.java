package io.peakday.testkit;

/**
 * The seed of everything that tests draw at random: another one in each run, printed where it is used, and given again by {@code
 * -Dpeakday.test.seed=N} to draw the same.
 */
public final class Seeds {
    private static final long SEED = Long.getLong("peakday.test.seed", System.nanoTime() & Integer.MAX_VALUE);

    private Seeds() {}

    /** Prints the run's seed, with the test that draws from it. */
    public static long of(Class<?> test) {
        System.out.println(test.getSimpleName() + " draws with " + property());
        return SEED;
    }

    /** The run's seed, which the caller prints. */
    static long value() {
        return SEED;
    }

    /** The property that makes another run draw the same. */
    static String property() {
        return "-Dpeakday.test.seed=" + SEED;
    }
}
