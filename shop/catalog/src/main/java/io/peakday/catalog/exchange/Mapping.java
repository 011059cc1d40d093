package io.peakday.catalog.exchange;

import java.nio.file.Path;
import java.util.SortedSet;

/** How the columns of a file become a product. */
public final class Mapping {
    private Mapping() {}

    /** Reads a mapping file. */
    public static Mapping read(Path file) {
        throw new UnsupportedOperationException();
    }

    /** A mapping that comes with Peakday, by name. */
    public static Mapping shipped(String name) {
        throw new UnsupportedOperationException();
    }

    /** The names of the mappings that come with Peakday. */
    public static SortedSet<String> shippedNames() {
        throw new UnsupportedOperationException();
    }
}
