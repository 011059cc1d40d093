package io.peakday.inventory;

import java.util.UUID;

/**
 * Why a reservation was not possible.
 *
 * @param wanted units asked for
 * @param available units there were at that moment; fewer than {@code wanted}
 */
public record Shortage(UUID variantId, int wanted, int available) {}
