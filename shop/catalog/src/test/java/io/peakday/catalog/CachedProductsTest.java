package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventsModule;
import io.peakday.kernel.Money;
import io.peakday.testkit.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The instant between a change's commit and its tick, stretched: the change is made on another node, and this one is
 * never notified. A slow reader is one that has read from the database and has not yet kept what it read.
 */
class CachedProductsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, CatalogModule.SCHEMA);

    final Shop elsewhere = new Shop(postgres.anotherNode());
    final ProductRows rows = new ProductRows(postgres.database());
    final Freshness freshness = new Freshness();
    final CachedProducts cached =
            new CachedProducts(rows, elsewhere.sellers, elsewhere.clock, freshness, CatalogSettings.DEFAULTS);

    final Product old = elsewhere.catalog.create(elsewhere.lamp("Slowly read"));
    final UUID variant = old.variants().getFirst().id();

    @Test
    void aSlowReaderDoesNotReplaceTheNewProductByTheOld() {
        long tick = freshness.now();
        Product slowlyRead = rows.byIds(List.of(old.id())).getFirst();
        Product priced = reprice();
        assertThat(cached.byId(old.id())).contains(priced);

        cached.keep(slowlyRead, tick, true);

        assertThat(cached.byId(old.id())).contains(priced);
        assertThat(price()).isEqualTo(Money.of(10, "EUR"));
    }

    @Test
    void aSlowReaderDoesNotReplaceTheNewPriceByTheOld() {
        long tick = freshness.now();
        Product slowlyRead = rows.byVariants(List.of(variant)).getFirst();
        Product priced = reprice();
        assertThat(price()).isEqualTo(Money.of(10, "EUR"));

        cached.keep(slowlyRead, tick, false);
        assertThat(price()).isEqualTo(Money.of(10, "EUR"));
        cached.keep(slowlyRead, tick, true);
        assertThat(cached.byId(old.id())).contains(priced);
    }

    @Test
    void whoHasSeenTheNewProductIsNotShownItsOldPrice() {
        assertThat(price()).isEqualTo(Money.of(4999, "EUR"));
        Product priced = reprice();

        assertThat(cached.byId(old.id())).contains(priced);
        assertThat(price()).isEqualTo(Money.of(10, "EUR"));
    }

    @Test
    void whoHasSeenANewVariantIsNotShownTheProductWithoutIt() {
        assertThat(cached.byId(old.id())).contains(old);
        Product another = elsewhere.catalog.update(old.id(), 1, elsewhere.lamp("Slowly read"));
        UUID added = another.variants().getFirst().id();
        assertThat(added).isNotEqualTo(variant);

        assertThat(cached.variants(List.of(added))).containsKey(added);
        assertThat(cached.byId(old.id())).contains(another);
    }

    @Test
    void theSameVersionReadAgainIsFreshAgain() {
        assertThat(cached.byId(old.id())).contains(old);
        freshness.changed(old.id());
        Product read = cached.byId(old.id()).orElseThrow();

        assertThat(read).isEqualTo(old);
        assertThat(cached.byId(old.id()).orElseThrow()).isSameAs(read);
    }

    private Product reprice() {
        return elsewhere.catalog.price(
                old.id(), 1, variant, List.of(OfferDraft.of(elsewhere.seller.id(), Money.of(10, "EUR"))));
    }

    private Money price() {
        return cached.variants(List.of(variant)).get(variant).price();
    }
}
