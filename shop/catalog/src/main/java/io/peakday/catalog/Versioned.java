package io.peakday.catalog;

import java.util.UUID;

/** Something that was read of a version of a product, and the {@link Freshness} tick noted before. */
record Versioned<T>(T value, UUID productId, long version, long tick) {
    static <T> Versioned<T> of(Product product, T value, long tick) {
        return new Versioned<>(value, product.id(), product.version(), tick);
    }

    /** That of the later version; of the same version, that of the later tick. */
    static <T> Versioned<T> newer(Versioned<T> present, Versioned<T> read) {
        boolean later = read.version == present.version ? read.tick >= present.tick : read.version > present.version;
        return later ? read : present;
    }
}
