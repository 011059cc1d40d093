package io.peakday.inventory;

import io.peakday.events.EventType;

/** The events of the inventory, on topic {@code inventory}. */
public final class InventoryEvents {
    /** Key: the variant's id. */
    public static final EventType<StockChanged> STOCK_CHANGED =
            new EventType<>("inventory.stock-changed", 1, "inventory", StockChanged.class);

    /** Key: the variant's id. */
    public static final EventType<StockLow> STOCK_LOW =
            new EventType<>("inventory.stock-low", 1, "inventory", StockLow.class);

    /** Key: the reservation's id. */
    public static final EventType<ReservationExpired> RESERVATION_EXPIRED =
            new EventType<>("inventory.reservation-expired", 1, "inventory", ReservationExpired.class);

    private InventoryEvents() {}
}
