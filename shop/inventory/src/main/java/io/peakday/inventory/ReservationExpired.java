package io.peakday.inventory;

import java.util.UUID;

/** A hold ran out and its units were released. */
public record ReservationExpired(UUID reservationId) {}
