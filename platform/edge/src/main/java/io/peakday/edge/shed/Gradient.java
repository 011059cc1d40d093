package io.peakday.edge.shed;

/**
 * The rule by which the concurrency limit moves: the gradient of Netflix's {@code Gradient2Limit} (concurrency-limits,
 * Apache-2.0; E. Muntyanu et al., "Performance Under Load", 2018), which a test compares it with.
 *
 * <p>{@code limit' = limit · g + 4}, smoothed, where {@code g = tolerance / slowdown}, at least ½ and at most 1. A node as
 * quick as usual may take a little more each time; one that is slower than tolerated takes in proportion less. It rests
 * where the queue that it allows, four requests, makes requests just as slow as tolerated. A limit that is not half used is
 * left alone: nothing is known about it.
 *
 * <p>Values in, values out.
 *
 * @param min the limit never falls below
 * @param max the limit never rises above
 * @param tolerance the slowdown that is still fine, such as 2
 */
record Gradient(int min, int max, double tolerance) {
    private static final double QUEUE = 4;
    private static final double SMOOTHING = 0.2;
    private static final double STEEPEST = 0.5;

    Gradient {
        if (min < 1 || max < min || tolerance < 1) {
            throw new IllegalArgumentException("not a rule: " + min + ".." + max + ", " + tolerance);
        }
    }

    /**
     * The next limit.
     *
     * @param slowdown how many times their usual time requests took lately; 1 is as usual
     * @param atOnce how many there were at once
     */
    double next(double limit, double slowdown, int atOnce) {
        if (atOnce < limit / 2) {
            return limit;
        }
        double gradient = Math.max(STEEPEST, Math.min(1, tolerance / slowdown));
        double wanted = limit * gradient + QUEUE;
        return Math.max(min, Math.min(max, limit * (1 - SMOOTHING) + wanted * SMOOTHING));
    }
}
