package io.peakday.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Decides which of several offers a customer gets. */
final class BestOffer {
    /** Within one seller: the offer that started last stands; of two that started together, the cheaper. */
    private static final Comparator<Offer> STANDING = Comparator.comparing(Offer::validFrom)
            .thenComparingLong(offer -> -offer.price().minor())
            .thenComparing(Offer::id, Comparator.reverseOrder());

    private static final Comparator<Offer> CHEAPEST = Comparator.<Offer>comparingLong(
                    offer -> offer.price().minor())
            .thenComparing(BestOffer::end, Comparator.reverseOrder())
            .thenComparing(Offer::id);

    private BestOffer() {}

    static Optional<Offer> of(List<Offer> offers, Instant at) {
        if (offers.size() == 1) {
            return offers.getFirst().validAt(at) ? Optional.of(offers.getFirst()) : Optional.empty();
        }
        return standing(offers, at).stream().min(CHEAPEST);
    }

    /** What each seller asks at that instant, the best first. */
    static List<Offer> ranked(List<Offer> offers, Instant at) {
        return standing(offers, at).stream().sorted(CHEAPEST).toList();
    }

    private static Collection<Offer> standing(List<Offer> offers, Instant at) {
        Map<UUID, Offer> bySeller = new HashMap<>();
        String currency = null;
        for (Offer offer : offers) {
            if (!offer.validAt(at)) {
                continue;
            }
            String code = offer.price().currency().getCurrencyCode();
            if (currency == null) {
                currency = code;
            }
            if (currency.equals(code)) {
                bySeller.merge(offer.sellerId(), offer, (a, b) -> STANDING.compare(a, b) >= 0 ? a : b);
            }
        }
        return bySeller.values();
    }

    private static Instant end(Offer offer) {
        return offer.validTo() == null ? Instant.MAX : offer.validTo();
    }
}
