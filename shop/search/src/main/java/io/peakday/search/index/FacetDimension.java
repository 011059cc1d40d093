package io.peakday.search.index;

/**
 * One property that products are filtered by.
 *
 * @param kind {@code t} text, {@code n} number, {@code b} flag
 */
public record FacetDimension(int id, String name, String label, char kind, String unit) {}
