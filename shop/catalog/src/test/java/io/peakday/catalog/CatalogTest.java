package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.unit.DataSize;

class CatalogTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, CatalogModule.SCHEMA);

    final Shop shop = new Shop(postgres.database());

    @Test
    void aNewProductIsADraftWithASlugOfItsTitle() {
        Product product = shop.catalog.create(shop.lamp("Lampe d'été 40 W"));

        assertThat(product.slug()).isEqualTo("lampe-dete-40-w");
        assertThat(product.state()).isEqualTo(ProductState.DRAFT);
        assertThat(product.version()).isEqualTo(1);
        assertThat(shop.catalog.product(product.id())).contains(product);
        assertThat(shop.catalog.bySlug(product.slug())).contains(product);
        assertThat(shop.events(product.id())).isEqualTo(1);
    }

    @Test
    void whatIsReadBackFromTheDatabaseIsWhatWasWritten() {
        Product product = shop.catalog.create(shop.lamp("Read back 灯 \"quoted\" \\ \n and more"));

        assertThat(new ProductRows(shop.database).byIds(List.of(product.id()))).containsExactly(product);
    }

    @Test
    void namesakesGetDifferentSlugs() {
        Product first = shop.catalog.create(shop.lamp("Namesake"));
        Product second = shop.catalog.create(shop.lamp("Namesake"));

        assertThat(first.slug()).isEqualTo("namesake");
        assertThat(second.slug()).startsWith("namesake-").isNotEqualTo(first.slug());
    }

    @Test
    void anOldSlugLeadsToTheProductAndIsGivenToNoOther() {
        Product product = shop.catalog.create(shop.lamp("Old name"));
        Product renamed = shop.catalog.update(product.id(), 1, withSlug(product, "new-name"));

        assertThat(shop.catalog.bySlug("old-name")).contains(renamed);
        assertThat(shop.catalog.bySlug("new-name")).contains(renamed);
        assertThat(shop.catalog.create(shop.lamp("Old name")).slug()).isNotEqualTo("old-name");
        ProductDraft insisting = withSlug(shop.catalog.create(shop.lamp("Another")), "old-name");
        assertThatThrownBy(() -> shop.catalog.create(insisting))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("catalog.slug-taken"));

        Product back = shop.catalog.update(product.id(), 2, withSlug(renamed, "old-name"));
        assertThat(back.slug()).isEqualTo("old-name");
        assertThat(shop.catalog.bySlug("new-name")).contains(back);
    }

    @Test
    void onlyLegalTransitionsAreMade() {
        Product draft = shop.catalog.create(shop.lamp("Transitions"));
        UUID id = draft.id();

        assertThatThrownBy(() -> shop.catalog.unpublish(id, 1)).hasMessageContaining("cannot become");
        assertThatThrownBy(() -> shop.catalog.reopen(id, 1)).hasMessageContaining("archived");
        assertThat(shop.catalog.publish(id, 1).state()).isEqualTo(ProductState.PUBLISHED);
        assertThatThrownBy(() -> shop.catalog.publish(id, 2)).hasMessageContaining("cannot become");
        assertThat(shop.catalog.unpublish(id, 2).state()).isEqualTo(ProductState.DRAFT);
        assertThat(shop.catalog.archive(id, 3).state()).isEqualTo(ProductState.ARCHIVED);
        assertThatThrownBy(() -> shop.catalog.publish(id, 4)).hasMessageContaining("cannot become");
        assertThatThrownBy(() -> shop.catalog.unpublish(id, 4)).hasMessageContaining("reopened");
        assertThat(shop.catalog.reopen(id, 4).state()).isEqualTo(ProductState.DRAFT);
    }

    @Test
    void aProductWithoutVariantsIsNotPublished() {
        Product bare = shop.catalog.create(shop.lamp("Bare", new VariantDraft[0]));

        assertThatThrownBy(() -> shop.catalog.publish(bare.id(), 1))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("catalog.not-sellable"));
    }

    @Test
    void aPriceInAnotherCurrencyThanTheStoresIsRefusedAtPublishingAndAtImportWithTheReason() {
        Product imported = shop.catalog.create(shop.lamp("From abroad", inYen("Y-1")));
        assertThatThrownBy(() -> shop.catalog.publish(imported.id(), 1)).isInstanceOfSatisfying(Failure.class, e -> {
            assertThat(e.code()).isEqualTo("catalog.not-sellable");
            assertThat(e.fields().getFirst().message())
                    .isEqualTo("This store sells in EUR; the price 1000 JPY cannot be paid here.");
        });

        Product lamp = shop.catalog.create(shop.lamp("At home"));
        shop.catalog.publish(lamp.id(), 1);
        UUID variant = lamp.variants().getFirst().id();
        List<OfferDraft> yen = List.of(OfferDraft.of(shop.seller.id(), Money.of(1_000, "JPY")));
        assertThatThrownBy(() -> shop.catalog.price(lamp.id(), 2, variant, yen)).hasMessageContaining("sells in EUR");
        assertThatThrownBy(() ->
                        shop.catalog.update(lamp.id(), 2, ProductDraft.of(lamp).withOffers(variant, yen)))
                .hasMessageContaining("sells in EUR");

        ProductDraft row = withExternalId(shop.lamp("A row", inYen("Y-2")), "row-1");
        ProductDraft good = withExternalId(shop.lamp("Another row"), "row-2");
        List<Upserted> outcomes = shop.catalog.upsert(List.of(row, good), true);
        assertThat(outcomes.get(0))
                .isInstanceOfSatisfying(
                        Upserted.Rejected.class,
                        rejected -> assertThat(rejected.reasons().getFirst().message())
                                .contains("sells in EUR", "1000 JPY"));
        assertThat(outcomes.get(1)).isInstanceOf(Upserted.Created.class);
    }

    @Test
    void whatWasPublishedInAnotherCurrencyBeforeIsNamedAndNotOffered() {
        CatalogSettings yen = new CatalogSettings(
                java.util.Currency.getInstance("JPY"),
                4_000,
                60_000,
                DataSize.ofMegabytes(8),
                java.time.Duration.ofSeconds(1));
        Shop before = new Shop(postgres.database(), yen);
        Product product = before.catalog.create(before.lamp("Published before", inYen("Y-3")));
        before.catalog.publish(product.id(), 1);

        assertThat(before.catalog.inOtherCurrencies(100))
                .doesNotContain(before.catalog.product(product.id()).orElseThrow());
        Shop now = new Shop(postgres.database());
        assertThat(now.catalog.inOtherCurrencies(100)).extracting(Product::id).contains(product.id());
        assertThat(now.catalog.offer(product.variants().getFirst(), now.clock.instant()))
                .isEmpty();
        assertThat(before.catalog.offer(product.variants().getFirst(), now.clock.instant()))
                .isPresent();
        before.catalog.archive(product.id(), 2);
    }

    private VariantDraft inYen(String sku) {
        return VariantDraft.of(sku + "-" + Ids.next(), OfferDraft.of(shop.seller.id(), Money.of(1_000, "JPY")));
    }

    private static ProductDraft withExternalId(ProductDraft draft, String externalId) {
        return new ProductDraft(
                externalId + "-" + Ids.next(),
                draft.slug(),
                draft.title(),
                draft.brand(),
                draft.categoryId(),
                draft.description(),
                draft.attributes(),
                draft.variants(),
                draft.media());
    }

    @Test
    void anUpdateOfAnOldVersionIsRefusedAndChangesNothing() {
        Product first = shop.catalog.create(shop.lamp("Versions"));
        Product second = shop.catalog.update(first.id(), 1, shop.from(first, "Versions, second"));

        assertThatThrownBy(() -> shop.catalog.update(first.id(), 1, shop.from(first, "Lost")))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("catalog.version-conflict"));
        assertThat(shop.catalog.product(first.id())).contains(second);
        assertThat(shop.events(first.id())).isEqualTo(2);
    }

    @Test
    void anUpdateThatChangesNothingMakesNoVersionAndNoEvent() {
        Product product = shop.catalog.create(shop.lamp("Same again"));

        assertThat(shop.catalog.update(product.id(), 1, ProductDraft.of(product)))
                .isEqualTo(product);
        assertThat(shop.events(product.id())).isEqualTo(1);
    }

    @Test
    void theHistoryShowsWhoDidWhatAndOldRevisionsComeBack() {
        UUID staff = Ids.next();
        Product first = shop.catalog.create(shop.lamp("History"));
        Actor.Staff actor = new Actor.Staff(staff, "a@example.com", "A", Set.of(), Set.of(), Ids.next());
        CurrentActor.runAs(actor, () -> shop.catalog.update(first.id(), 1, shop.from(first, "History, retitled")));
        shop.catalog.publish(first.id(), 2);

        assertThat(shop.catalog.history(first.id()))
                .extracting(Revision::version, Revision::action, Revision::actor, Revision::state)
                .containsExactly(
                        tuple(3, "published", "system", ProductState.PUBLISHED),
                        tuple(2, "updated", "staff:" + staff, ProductState.DRAFT),
                        tuple(1, "created", "system", ProductState.DRAFT));
        assertThat(shop.catalog.revision(first.id(), 1)).isEqualTo(first);
        assertThat(shop.catalog.compare(first.id(), 1, 3))
                .containsExactly(
                        new Difference("state", "DRAFT", "PUBLISHED"),
                        new Difference("title", "\"History\"", "\"History, retitled\""));

        Product restored = shop.catalog.restore(first.id(), 3, 1);
        assertThat(restored.title()).isEqualTo("History");
        assertThat(restored.state()).isEqualTo(ProductState.PUBLISHED);
        assertThat(restored.version()).isEqualTo(4);
        assertThat(shop.catalog.history(first.id()).getFirst().action()).isEqualTo("restored");
    }

    private static org.assertj.core.groups.Tuple tuple(long version, String action, String actor, ProductState state) {
        return org.assertj.core.api.Assertions.tuple(version, action, actor, state);
    }

    @Test
    void aSkuBelongsToOneProduct() {
        VariantDraft variant = VariantDraft.of("SKU-TAKEN");
        shop.catalog.create(shop.lamp("Owner", variant));

        Failure refused = catchThrowableOfType(Failure.class, () -> shop.catalog.create(shop.lamp("Thief", variant)));
        assertThat(refused.code()).isEqualTo("catalog.taken");
        assertThat(refused.fields()).extracting(FieldError::field).containsExactly("sku");
    }

    @Test
    void skusMayBeSwappedBetweenVariantsOfAProduct() {
        Product product = shop.catalog.create(shop.lamp("Swap", VariantDraft.of("SWAP-1"), VariantDraft.of("SWAP-2")));
        UUID one = product.variants().get(0).id();
        UUID two = product.variants().get(1).id();
        ProductDraft swapped = shop.lamp("Swap", named(one, "SWAP-2"), named(two, "SWAP-1"));

        Product after = shop.catalog.update(product.id(), 1, swapped);

        assertThat(after.variants()).extracting(Variant::id).containsExactly(one, two);
        assertThat(shop.catalog.variantIds(List.of("SWAP-1", "SWAP-2")))
                .isEqualTo(Map.of("SWAP-1", two, "SWAP-2", one));
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        Failure refused = catchThrowableOfType(
                Failure.class,
                () -> shop.lamp(
                        "",
                        new VariantDraft(
                                null,
                                "",
                                "12",
                                Map.of(),
                                -1,
                                "luxury",
                                List.of(OfferDraft.of(shop.seller.id(), Money.of(-5, "EUR"))),
                                List.of(new Media("javascript:alert(1)", "", 0, 0)))));

        assertThat(refused.fields())
                .extracting(FieldError::field)
                .contains(
                        "title",
                        "variants[0].sku",
                        "variants[0].gtin",
                        "variants[0].weightGrams",
                        "variants[0].taxClass",
                        "variants[0].offers[0].price",
                        "variants[0].media[0].url");
    }

    @Test
    void aCategoryOrSellerThatIsNotThereIsNamed() {
        UUID nobody = Ids.next();
        ProductDraft draft =
                shop.lamp("Nowhere", VariantDraft.of("NOWHERE", OfferDraft.of(nobody, Money.of(1, "EUR"))));

        Failure refused = catchThrowableOfType(Failure.class, () -> shop.catalog.create(draft));
        assertThat(refused.fields()).extracting(FieldError::field).containsExactly("variants[0].offers[0].sellerId");
    }

    @Test
    void spellingsOfABrandAreOneBrand() {
        Product first = shop.catalog.create(shop.lamp("Brand one"));
        ProductDraft shouting = new ProductDraft(
                null,
                null,
                "Brand two",
                "LUMEN",
                shop.lamps,
                "",
                List.of(),
                List.of(VariantDraft.of("BRAND-2")),
                List.of());
        Product second = shop.catalog.create(shouting);

        assertThat(first.brand()).isEqualTo("Lumen");
        assertThat(second.brand()).isEqualTo("Lumen");
        assertThat(shop.catalog
                        .list(new ProductFilter(null, null, "lumen", null, null), null, 100)
                        .items())
                .contains(first, second);
    }

    @Test
    void pagesShowEachProductOnceAndKeepToTheFilter() {
        UUID chairs = shop.categories.ensure(List.of(List.of("Home", "Chairs"))).getFirst();
        List<UUID> ids = new java.util.ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ProductDraft lamp = shop.lamp("Paged " + i);
            ids.add(shop.catalog
                    .create(new ProductDraft(
                            null, null, lamp.title(), "", chairs, "", List.of(), lamp.variants(), List.of()))
                    .id());
        }
        List<UUID> seen = new java.util.ArrayList<>();
        String cursor = null;
        do {
            var page = shop.catalog.list(new ProductFilter(chairs, null, null, null, null), cursor, 10);
            page.items().forEach(product -> seen.add(product.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).isEqualTo(ids);
        assertThat(shop.catalog.list(ProductFilter.ofText("aged 1%"), null, 10).items())
                .isEmpty();
        assertThat(shop.catalog
                        .list(new ProductFilter(chairs, null, null, shop.seller.id(), "aged 1"), null, 50)
                        .items())
                .hasSize(11);
    }

    private static VariantDraft named(UUID id, String sku) {
        return new VariantDraft(id, sku, null, Map.of(), 0, "standard", List.of(), List.of());
    }

    private static ProductDraft withSlug(Product product, String slug) {
        ProductDraft same = ProductDraft.of(product);
        List<VariantDraft> variants = slug.equals("old-name") && !product.slug().equals("new-name")
                ? List.of(VariantDraft.of("S-" + Ids.next()))
                : same.variants();
        return new ProductDraft(
                product.slug().startsWith("another") ? null : same.externalId(),
                slug,
                same.title(),
                same.brand(),
                same.categoryId(),
                same.description(),
                same.attributes(),
                variants,
                same.media());
    }
}
