package io.peakday.catalog;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is actually put in a cart: one colour and size of a product.
 *
 * @param sku unique in the whole catalogue
 * @param gtin 8 to 14 digits; null where there is none
 * @param options in the order shown: {@code colour → Red, size → M}; empty for a product's only variant
 * @param weightGrams 0 where unknown
 * @param taxClass {@code standard}, {@code reduced} or {@code zero}
 */
public record Variant(
        UUID id,
        String sku,
        @Nullable String gtin,
        Map<String, String> options,
        int weightGrams,
        String taxClass,
        List<Offer> offers,
        List<Media> media) {
    public Variant {
        Objects.requireNonNull(id);
        Objects.requireNonNull(sku);
        Objects.requireNonNull(taxClass);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        offers = List.copyOf(offers);
        media = List.copyOf(media);
    }

    /**
     * The offer a customer gets at that instant. A seller's later offer replaces their earlier one while it is valid (a
     * sale on top of the regular price); of the sellers' offers the cheapest wins, then the one valid for longer, then
     * the smaller id, so that every node picks the same. Offers in another currency than the first valid one are left
     * out.
     */
    public Optional<Offer> bestOffer(Instant at) {
        return BestOffer.of(offers, at);
    }

    /** When {@link #bestOffer} may next change after that instant; empty if never. */
    public Optional<Instant> nextPriceChange(Instant after) {
        return offers.stream()
                .<Instant>mapMulti((offer, next) -> {
                    next.accept(offer.validFrom());
                    if (offer.validTo() != null) {
                        next.accept(offer.validTo());
                    }
                })
                .filter(instant -> instant.isAfter(after))
                .min(Comparator.naturalOrder());
    }
}
