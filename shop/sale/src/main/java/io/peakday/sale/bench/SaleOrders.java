package io.peakday.sale.bench;

import io.peakday.commandkit.OpenStore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is ordered and paid, for the audit of a sale; filled by the system that has the orders, which lies above sales. */
public interface SaleOrders {
    /** Every order with units of that variant in it. */
    List<Ordered> of(OpenStore store, UUID variant);

    /** How many payments were taken, of the whole store, that belong to no order. */
    long paidForNothing(OpenStore store);

    /**
     * Units of the variant in one order.
     *
     * @param placed whether there is the order itself, and not only its lines
     * @param paidInFull whether its payment has taken its total, in its currency, and nothing of it is refunded
     */
    record Ordered(UUID order, boolean placed, @Nullable UUID customer, long units, boolean paidInFull) {}
}
