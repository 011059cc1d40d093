package io.peakday.inventory;

import java.util.UUID;

/** The number of units that can be promised has changed. Events of one variant arrive in the order of the changes. */
public record StockChanged(UUID variantId, int available) {}
