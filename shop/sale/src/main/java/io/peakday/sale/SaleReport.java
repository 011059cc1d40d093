package io.peakday.sale;

import java.util.List;
import java.util.UUID;

/**
 * What the recomputation from the claims found.
 *
 * @param sales counters compared
 * @param claims claims read
 * @param differences empty if all is well
 */
public record SaleReport(long sales, long claims, List<Difference> differences) {
    public SaleReport {
        differences = List.copyOf(differences);
    }

    public boolean clean() {
        return differences.isEmpty();
    }

    /**
     * One rule that a sale breaks.
     *
     * @param rule {@code held}, {@code sold}, {@code set-aside}, {@code per-customer}, {@code two-holds} or {@code stock}
     * @param expected by the claims, of {@code stock} by the counter
     * @param found in the counter, the worst customer's, or in the stock
     */
    public record Difference(UUID saleId, String rule, long expected, long found) {}
}
