package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventsModule;
import io.peakday.kernel.Money;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PricesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, CatalogModule.SCHEMA);

    final Shop shop = new Shop(postgres.database());

    @Test
    void anAnnouncedSaleBeginsAndEndsByItself() {
        Product product = shop.catalog.create(shop.lamp("Sale"));
        UUID variant = product.variants().getFirst().id();
        shop.catalog.publish(product.id(), 1);
        Instant begins = shop.clock.instant().plus(Duration.ofHours(1));
        Instant ends = begins.plus(Duration.ofHours(2));
        OfferDraft regular = OfferDraft.of(shop.seller.id(), Money.of(4999, "EUR"));
        OfferDraft sale =
                new OfferDraft(null, shop.seller.id(), Money.of(2999, "EUR"), Money.of(4999, "EUR"), begins, ends);
        Product priced = shop.catalog.price(product.id(), 2, variant, List.of(regular, sale));

        assertThat(priced.variants().getFirst().offers().getFirst().id())
                .isEqualTo(product.variants().getFirst().offers().getFirst().id());
        assertThat(price(variant)).isEqualTo(Money.of(4999, "EUR"));
        assertThat(shop.catalog.announceDuePrices()).isZero();

        shop.clock.set(begins);
        assertThat(price(variant)).isEqualTo(Money.of(2999, "EUR"));
        long before = shop.events(product.id());
        assertThat(shop.catalog.announceDuePrices()).isEqualTo(1);
        assertThat(shop.catalog.announceDuePrices()).isZero();
        assertThat(shop.events(product.id())).isEqualTo(before + 1);

        shop.clock.set(ends);
        assertThat(price(variant)).isEqualTo(Money.of(4999, "EUR"));
        assertThat(shop.catalog.announceDuePrices()).isEqualTo(1);
    }

    @Test
    void aPriceIsAnnouncedByOneNodeOnly() throws Exception {
        Instant begins = shop.clock.instant().plus(Duration.ofDays(1));
        List<Product> products = IntStream.range(0, 30)
                .mapToObj(i -> shop.catalog.create(shop.lamp(
                        "Announced " + i,
                        VariantDraft.of(
                                "ANN-" + i,
                                new OfferDraft(null, shop.seller.id(), Money.of(100, "EUR"), null, begins, null)))))
                .toList();
        Shop other = new Shop(postgres.anotherNode());
        shop.clock.set(begins);
        other.clock.set(begins);

        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Integer>> sweeps = List.of(shop.catalog::announceDuePrices, other.catalog::announceDuePrices);
            int all = 0;
            for (var sweep : threads.invokeAll(sweeps)) {
                all += sweep.get();
            }
            assertThat(all).isEqualTo(30);
        }
        assertThat(products)
                .allSatisfy(product -> assertThat(shop.events(product.id())).isEqualTo(2));
    }

    @Test
    void theCheapestSellerWinsAndADraftCannotBeBought() {
        Seller cheap = shop.sellers.ensure("cheap", "Cheap & Cheerful");
        Product product = shop.catalog.create(shop.lamp(
                "Two sellers",
                VariantDraft.of(
                        "TWO-1",
                        OfferDraft.of(shop.seller.id(), Money.of(2000, "EUR")),
                        OfferDraft.of(cheap.id(), Money.of(1900, "EUR")))));
        UUID variant = product.variants().getFirst().id();

        VariantView draft = shop.catalog.variants(List.of(variant)).get(variant);
        assertThat(draft.purchasable()).isFalse();
        shop.catalog.publish(product.id(), 1);
        VariantView view = shop.catalog.variants(List.of(variant)).get(variant);
        assertThat(view.purchasable()).isTrue();
        assertThat(view.sellerName()).isEqualTo("Cheap & Cheerful");
        assertThat(view.price()).isEqualTo(Money.of(1900, "EUR"));

        shop.sellers.rename(cheap.id(), "Cheaper");
        assertThat(shop.catalog.variants(List.of(variant)).get(variant).sellerName())
                .isEqualTo("Cheaper");
    }

    private Money price(UUID variant) {
        return shop.catalog.variants(List.of(variant)).get(variant).price();
    }
}
