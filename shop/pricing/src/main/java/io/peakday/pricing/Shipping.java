package io.peakday.pricing;

import java.time.LocalDate;

/**
 * How an order travels, as chosen at checkout.
 *
 * @param method the method's code: {@code standard}, {@code express}, {@code pick-up}
 * @param name as shown: "Standard delivery"
 * @param earliest and {@code latest}: between which days it is expected, weekends skipped
 */
public record Shipping(String method, String name, LocalDate earliest, LocalDate latest) {}
