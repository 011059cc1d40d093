package io.peakday.catalog.exchange;

import java.io.OutputStream;

/** Believable products without end, the same for the same seed; for tests and measurements. */
public final class GeneratedCatalog {
    private GeneratedCatalog() {}

    /** Writes JSON Lines for the shipped mapping {@code generated}. */
    public static void write(OutputStream out, long seed, int products) {
        throw new UnsupportedOperationException();
    }
}
