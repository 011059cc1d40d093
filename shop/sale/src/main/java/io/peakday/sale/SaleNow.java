package io.peakday.sale;

/** A sale and where its units are, read at one moment. */
public record SaleNow(Sale sale, SaleCount count) {}
