package io.peakday.sale;

import io.peakday.events.EventType;
import java.util.UUID;

/** The events of sales, on topic {@code sale}. */
public final class SaleEvents {
    /** Key: the sale's id. */
    public static final EventType<HoldExpired> HOLD_EXPIRED =
            new EventType<>("sale.hold-lapsed", 1, "sale", HoldExpired.class);

    private SaleEvents() {}

    /** A claim was not paid in time and its units are on sale again. */
    public record HoldExpired(UUID saleId, UUID customerId, int quantity) {}
}
