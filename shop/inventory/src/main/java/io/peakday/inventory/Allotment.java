package io.peakday.inventory;

import java.util.UUID;

/** So many units of a variant, to be taken from this location. */
public record Allotment(UUID variantId, UUID locationId, int quantity) {}
