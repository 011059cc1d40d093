package io.peakday.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One product about to be written.
 *
 * @param before the version that is there, locked by this transaction; null for a new product
 * @param action as in {@link Revision}
 */
record Change(@Nullable Product before, Product after, String action) {}
