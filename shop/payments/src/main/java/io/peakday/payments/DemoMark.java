package io.peakday.payments;

/** Says whether this is a demo store, whose payments may be a sandbox. Filled by whoever fills demo stores. */
@FunctionalInterface
public interface DemoMark {
    /** Once true, always true. */
    boolean isDemo();
}
