package io.peakday.contracts;

import org.jspecify.annotations.Nullable;

/** An order was handed to the carrier. */
public record OrderShipped(OrderFacts order, Tracking tracking) {
    /** Where the parcel can be followed; {@code url} is the carrier's page. */
    public record Tracking(
            String carrier, String number, @Nullable String url) {}
}
