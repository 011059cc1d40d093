package io.peakday.inventory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One reservation as it stands, and where its units come from. */
public record Reservation(
        UUID id, ReservationState state, Instant createdAt, Instant until, List<Allotment> allotments) {
    public Reservation {
        allotments = List.copyOf(allotments);
    }
}
