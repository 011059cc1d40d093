package io.peakday.catalog;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An offer as somebody wants it to be.
 *
 * @param id null to make a new one, or to go on with the seller's offer of the same start
 * @param sellerId a registered seller
 * @param price zero or more
 * @param listPrice above the price and in its currency; null for none
 * @param validFrom null for: from now on, or since when the seller's standing offer is valid
 * @param validTo after the start; null for open-ended
 */
public record OfferDraft(
        @Nullable UUID id,
        UUID sellerId,
        Money price,
        @Nullable Money listPrice,
        @Nullable Instant validFrom,
        @Nullable Instant validTo) {

    /** The seller's one open-ended price. */
    public static OfferDraft of(UUID sellerId, Money price) {
        return new OfferDraft(null, sellerId, price, null, null, null);
    }

    void check(Checks checks, String path) {
        checks.range(path + ".price", price.minor(), 0, Limits.MAX_PRICE_MINOR);
        if (listPrice != null) {
            checks.require(
                    listPrice.currency().equals(price.currency()),
                    path + ".listPrice",
                    "currency",
                    "The list price must be in the currency of the price.");
            checks.range(path + ".listPrice", listPrice.minor(), price.minor(), Limits.MAX_PRICE_MINOR);
        }
        if (validFrom != null) {
            Limits.checkInstant(checks, path + ".validFrom", validFrom);
        }
        if (validTo != null) {
            Limits.checkInstant(checks, path + ".validTo", validTo);
            checks.require(
                    validFrom == null || validTo.isAfter(validFrom),
                    path + ".validTo",
                    "order",
                    "An offer must end after it starts.");
        }
    }
}
