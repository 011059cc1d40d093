package io.peakday.pricing;

import java.time.LocalDate;

/**
 * How an order travels, as chosen at checkout.
 *
 * @param method the method's code: {@code standard}, {@code express}, {@code pick-up}
 * @param name as shown: "Standard delivery"
 * @param earliest the first day on which it is expected, weekends skipped
 * @param latest the last day on which it is expected, weekends skipped
 */
public record Shipping(String method, String name, LocalDate earliest, LocalDate latest) {}
