package io.peakday.sale;

/**
 * Where the units of an item are: the four together are always what was allocated.
 *
 * @param available units that can be claimed
 * @param held units that are claimed and wait for their payment
 * @param sold units that are paid
 * @param returned units that went back to the stock when the sale was over
 */
public record SaleCount(int available, int held, int sold, int returned) {}
