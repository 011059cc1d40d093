package io.peakday.catalog;

import java.util.UUID;

/** Something that was read of a version of a product, and the {@link Freshness} tick noted before. */
record Stamped<T>(T value, UUID productId, long version, long tick) {
    static <T> Stamped<T> of(Product product, T value, long tick) {
        return new Stamped<>(value, product.id(), product.version(), tick);
    }

    /** That of the later version; of the same version, that of the later tick. */
    static <T> Stamped<T> newer(Stamped<T> present, Stamped<T> read) {
        boolean later = read.version == present.version ? read.tick >= present.tick : read.version > present.version;
        return later ? read : present;
    }
}
