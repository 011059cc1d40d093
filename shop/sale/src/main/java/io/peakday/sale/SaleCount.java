package io.peakday.sale;

/**
 * Where the units of a sale are: the four together are what was allocated, always.
 *
 * @param returned went back to the stock when it was over
 */
public record SaleCount(int available, int held, int sold, int returned) {}
