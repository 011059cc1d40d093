package io.peakday.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payload the tests send about. */
record Parcel(String name, int number, @Nullable Instant sentAt, List<String> stamps) {
    static final EventType<Parcel> SENT = new EventType<>("parcel.sent", 1, "parcels", Parcel.class);
    static final EventType<Parcel> LOST = new EventType<>("parcel.lost", 1, "parcels", Parcel.class);

    static Parcel of(String name, int number) {
        return new Parcel(name, number, Instant.parse("2026-06-01T12:00:00Z"), List.of("a", "b"));
    }
}
