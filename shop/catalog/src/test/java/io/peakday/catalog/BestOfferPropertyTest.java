package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BestOfferPropertyTest {
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    @Property
    void theBestOfferDoesNotDependOnTheOrderOfTheOffers(
            @ForAll("offers") List<Offer> offers, @ForAll @IntRange(max = 40) int at, @ForAll Random random) {
        List<Offer> shuffled = new ArrayList<>(offers);
        Collections.shuffle(shuffled, random);
        assertThat(best(shuffled, at)).isEqualTo(best(offers, at));
    }

    @Property
    void theBestOfferIsValidAndNoSellersStandingOfferIsCheaper(
            @ForAll("offers") List<Offer> offers, @ForAll @IntRange(max = 40) int at) {
        Instant now = START.plusSeconds(at);
        Optional<Offer> best = best(offers, at);
        assertThat(best.isPresent()).isEqualTo(offers.stream().anyMatch(offer -> offer.validAt(now)));
        best.ifPresent(chosen -> {
            assertThat(chosen.validAt(now)).isTrue();
            for (Offer other : offers) {
                boolean replaced = offers.stream()
                        .anyMatch(later -> later.validAt(now)
                                && later.sellerId().equals(other.sellerId())
                                && later != other
                                && !later.validFrom().isBefore(other.validFrom()));
                if (other.validAt(now) && !replaced) {
                    assertThat(chosen.price()).isLessThanOrEqualTo(other.price());
                }
            }
        });
    }

    @Property
    void theBestOfferStaysTheSameUntilTheNextPriceChange(@ForAll("offers") List<Offer> offers) {
        Variant variant = new Variant(new UUID(0, 1), "SKU", null, Map.of(), 0, "standard", offers, List.of());
        Instant now = START;
        for (Instant end = START.plusSeconds(50); now.isBefore(end); now = now.plusSeconds(1)) {
            Instant next = variant.nextPriceChange(now).orElse(Instant.MAX);
            assertThat(next).isAfter(now);
            if (now.plusSeconds(1).isBefore(next)) {
                assertThat(variant.bestOffer(now.plusSeconds(1))).isEqualTo(variant.bestOffer(now));
            }
        }
    }

    private static Optional<Offer> best(List<Offer> offers, int at) {
        return BestOffer.of(offers, START.plusSeconds(at));
    }

    @Provide
    Arbitrary<List<Offer>> offers() {
        Arbitrary<Offer> offer = Combinators.combine(
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(100, 110),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 10))
                .as((id, seller, price, from, length) -> new Offer(
                        new UUID(7, id),
                        new UUID(0, seller),
                        Money.of(price, "EUR"),
                        null,
                        START.plusSeconds(from),
                        length == 0 ? null : START.plusSeconds(from + length)));
        return offer.list().ofMaxSize(8).uniqueElements(Offer::id);
    }
}
