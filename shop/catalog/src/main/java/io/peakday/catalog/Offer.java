package io.peakday.catalog;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One seller's price for a variant during a span of time.
 *
 * @param listPrice the struck-through price; null where there is none
 * @param validFrom inclusive
 * @param validTo exclusive; null for open-ended
 */
public record Offer(
        UUID id,
        UUID sellerId,
        Money price,
        @Nullable Money listPrice,
        Instant validFrom,
        @Nullable Instant validTo) {
    public Offer {
        Objects.requireNonNull(id);
        Objects.requireNonNull(sellerId);
        Objects.requireNonNull(price);
        Objects.requireNonNull(validFrom);
    }

    public boolean validAt(Instant instant) {
        return !instant.isBefore(validFrom) && (validTo == null || instant.isBefore(validTo));
    }
}
