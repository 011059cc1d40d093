package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.events.EventRuntime;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.kernel.Money;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoNodesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, CatalogModule.SCHEMA);

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aChangeOnOneNodeIsSeenOnTheOtherAlthoughItRemembersTheOldOne() {
        Shop here = new Shop(postgres.database());
        Shop there = new Shop(postgres.anotherNode());
        EventSettings settings = EventSettings.withPrefix(TestKafka.prefix());
        try (EventRuntime first = runtime(here, settings);
                EventRuntime second = runtime(there, settings)) {
            first.start();
            second.start();
            assertThat(first.awaitReady(SOON)).isTrue();
            assertThat(second.awaitReady(SOON)).isTrue();
            Product product = here.catalog.create(here.lamp("Seen elsewhere"));
            UUID variant = product.variants().getFirst().id();
            assertThat(there.catalog.product(product.id())).contains(product);
            assertThat(price(there, variant)).isEqualTo(Money.of(4999, "EUR"));
            there.categories.tree();

            Product priced = here.catalog.price(
                    product.id(), 1, variant, List.of(OfferDraft.of(here.seller.id(), Money.of(10, "EUR"))));
            UUID made = here.categories.ensure(List.of(List.of("Made here"))).getFirst();

            await().atMost(SOON).until(() -> price(there, variant).equals(Money.of(10, "EUR")));
            await().atMost(SOON)
                    .until(() ->
                            there.catalog.product(product.id()).orElseThrow().equals(priced));
            await().atMost(SOON).until(() -> there.categories.tree().find(made).isPresent());
        }
    }

    @Test
    void whatChangedBetweenTheFirstReadOfANodeAndItsFirstEventIsSeen() {
        Shop here = new Shop(postgres.database());
        Shop there = new Shop(postgres.anotherNode());
        EventSettings settings = EventSettings.withPrefix(TestKafka.prefix());
        try (EventRuntime first = runtime(here, settings);
                EventRuntime second = runtime(there, settings)) {
            first.start();
            assertThat(first.awaitReady(SOON)).isTrue();
            Product product = here.catalog.create(here.lamp("Seen too early"));
            UUID variant = product.variants().getFirst().id();
            assertThat(there.catalog.product(product.id())).contains(product);
            assertThat(price(there, variant)).isEqualTo(Money.of(4999, "EUR"));
            there.categories.tree();
            there.sellers.all();

            Product priced = here.catalog.price(
                    product.id(), 1, variant, List.of(OfferDraft.of(here.seller.id(), Money.of(10, "EUR"))));
            UUID made =
                    here.categories.ensure(List.of(List.of("Made too early"))).getFirst();
            here.sellers.rename(here.seller.id(), "Renamed too early");
            await().atMost(SOON).until(() -> waiting(here) == 0);
            second.start();
            assertThat(second.awaitReady(SOON)).isTrue();

            assertThat(there.catalog.product(product.id())).contains(priced);
            assertThat(price(there, variant)).isEqualTo(Money.of(10, "EUR"));
            assertThat(there.categories.tree().find(made)).isPresent();
            assertThat(there.sellers.find(here.seller.id()).orElseThrow().name())
                    .isEqualTo("Renamed too early");
        }
    }

    /** Events that no relay has sent yet. */
    private static long waiting(Shop shop) {
        return shop.database
                .sql()
                .sql("select count(*) from events.outbox")
                .query(Long.class)
                .single();
    }

    private static Money price(Shop shop, UUID variant) {
        return shop.catalog.variants(List.of(variant)).get(variant).price();
    }

    private static EventRuntime runtime(Shop shop, EventSettings settings) {
        return new EventRuntime(
                new Outbox(shop.database, InstantSource.system(), settings),
                TestKafka.bootstrap(),
                List.of(CatalogModule.freshness(shop.catalog, shop.categories, shop.sellers)),
                new SimpleMeterRegistry());
    }
}
