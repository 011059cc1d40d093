package io.peakday.sale;

/** Where the pieces of a sale are: the three together are what was set aside, always. */
public record SaleCount(int available, int held, int sold) {}
