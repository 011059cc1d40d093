package io.peakday.demo;

/** Receives how far the filling of the demo store is. */
@FunctionalInterface
public interface DemoProgress {
    /**
     * @param step what is being made: {@code products}, {@code orders} …
     * @param total all of it
     */
    void reached(String step, long done, long total);
}
