package io.peakday.orders;

import io.peakday.contracts.OrderFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders to write about. */
public final class SampleFacts {
    private SampleFacts() {}

    public static OrderFacts order(String title) {
        return order(title, 1672, null);
    }

    /** With another tax, and a sentence about it. */
    public static OrderFacts order(String title, long tax, @Nullable String taxNote) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("colour", "Red");
        options.put("size", "1.5 l");
        return new OrderFacts(
                UUID.randomUUID(),
                "PD-2026-ABC123",
                null,
                "anna@example.com",
                "EUR",
                List.of(new OrderFacts.Line(
                        1,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "KET-1",
                        title,
                        "kettle",
                        options,
                        null,
                        2,
                        4990,
                        9980)),
                9980,
                495,
                tax,
                10475,
                new OrderFacts.ShipTo("Anna Berg", "Main Street 1", null, "10115", "Berlin", null, "DE", null),
                new OrderFacts.Shipping(
                        "standard", "Standard delivery", LocalDate.of(2026, 6, 4), LocalDate.of(2026, 6, 6)),
                "Visa ending in 4242",
                Instant.parse("2026-06-01T12:00:00Z"),
                taxNote);
    }
}
