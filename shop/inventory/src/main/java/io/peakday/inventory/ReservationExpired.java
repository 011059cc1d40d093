package io.peakday.inventory;

import java.util.UUID;

/** A hold ran out and its units were given back. */
public record ReservationExpired(UUID reservationId) {}
