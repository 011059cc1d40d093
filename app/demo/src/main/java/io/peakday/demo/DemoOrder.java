package io.peakday.demo;

import java.time.Instant;
import java.util.List;

/**
 * An order of the demo, by the numbers of its customer, products and variants.
 *
 * @param customer the customer's number; from {@code accounts} on it is a guest
 */
record DemoOrder(int number, int customer, Instant placedAt, List<Line> lines) {
    record Line(int product, int variant, int quantity) {}
}
