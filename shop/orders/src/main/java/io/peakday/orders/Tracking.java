package io.peakday.orders;

import io.peakday.kernel.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Where a parcel can be followed.
 *
 * @param carrier the carrier's name, 1 to 60 characters
 * @param number the parcel's number, 1 to 60 characters
 * @param url the carrier's page about it, https, up to 500 characters; null where there is none
 */
public record Tracking(
        String carrier, String number, @Nullable String url) {
    public Tracking {
        new Checks()
                .text("carrier", carrier, 1, 60)
                .text("number", number, 1, 60)
                .require(
                        url == null || (url.length() <= 500 && url.matches("https://[!-~]+")),
                        "url",
                        "format",
                        "url must be an https address.")
                .orThrow("orders.bad-tracking", "This tracking information is not complete.");
    }
}
