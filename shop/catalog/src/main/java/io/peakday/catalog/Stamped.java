package io.peakday.catalog;

import java.util.UUID;

/** Something that was read of a product, and the {@link Freshness} tick noted before. */
record Stamped<T>(T value, UUID productId, long tick) {}
