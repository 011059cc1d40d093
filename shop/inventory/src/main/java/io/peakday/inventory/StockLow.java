package io.peakday.inventory;

import java.util.UUID;

/** The available units have just fallen to or below the variant's threshold. */
public record StockLow(UUID variantId, int available, int threshold) {}
