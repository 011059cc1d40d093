package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventsModule;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import io.peakday.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RacesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, CatalogModule.SCHEMA);

    final Shop here = new Shop(postgres.database());
    final Shop there = new Shop(postgres.anotherNode());

    @Test
    void ofManyWhoEditTheSameVersionOneWins() throws Exception {
        Product product = here.catalog.create(here.lamp("Contested"));
        List<Object> outcomes = together(IntStream.range(0, 12)
                .<Callable<Object>>mapToObj(i -> () -> {
                    Shop shop = i % 2 == 0 ? here : there;
                    try {
                        return shop.catalog.update(product.id(), 1, shop.from(product, "Contested by " + i));
                    } catch (Failure e) {
                        return e.code();
                    }
                })
                .toList());

        assertThat(outcomes.stream().filter(Product.class::isInstance)).hasSize(1);
        assertThat(outcomes.stream().filter("catalog.version-conflict"::equals)).hasSize(11);
        assertThat(here.events(product.id())).isEqualTo(2);
        assertThat(here.catalog.history(product.id())).hasSize(2);
    }

    @Test
    void twoNodesThatBringTheSameProductsMakeEachOnce() throws Exception {
        List<ProductDraft> drafts = IntStream.range(0, 100)
                .mapToObj(i -> imported(here, "same-" + i, 100))
                .toList();
        List<List<Upserted>> outcomes = together(
                List.of(() -> here.catalog.upsert(drafts, true), () -> there.catalog.upsert(drafts.reversed(), true)));

        long created = outcomes.stream()
                .flatMap(List::stream)
                .filter(Upserted.Created.class::isInstance)
                .count();
        assertThat(created).isEqualTo(100);
        assertThat(outcomes.stream().flatMap(List::stream)).hasSize(200).noneMatch(Upserted.Rejected.class::isInstance);
    }

    @Test
    void aReaderNeverSeesAnOlderPriceThanItHasSeenOrTheWriterHasReturned() throws Exception {
        here.catalog.upsert(List.of(imported(here, "hot", 0)), true);
        UUID variant = here.catalog.variantIds(List.of("hot")).get("hot");
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong returned = new AtomicLong();
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            work.add(() -> {
                long seen = 0;
                while (!done.get()) {
                    long oldest = Math.max(seen, returned.get());
                    seen = price(here, variant);
                    assertThat(seen).isGreaterThanOrEqualTo(oldest);
                }
                return true;
            });
        }
        work.add(() -> {
            for (int price = 1; price <= 200; price++) {
                here.catalog.upsert(List.of(imported(here, "hot", price)), true);
                returned.set(price);
                assertThat(price(here, variant)).isEqualTo(price);
            }
            done.set(true);
            return true;
        });
        assertThat(together(work)).doesNotContain(false);
    }

    @Test
    void aRenamingToTheNameThatANodeStillRemembersIsAChange() {
        Seller seller = here.sellers.register(null, "First name");
        assertThat(there.sellers.find(seller.id())).contains(seller);
        here.sellers.rename(seller.id(), "Second name");
        assertThat(there.sellers.find(seller.id())).as("no event has come").contains(seller);

        there.sellers.rename(seller.id(), "First name");

        assertThat(new Shop(postgres.database()).sellers.find(seller.id())).contains(seller);
        here.sellers.rename(seller.id(), "Third name");
        there.sellers.rename(seller.id(), "Third name");
        assertThat(there.sellers.find(seller.id()).orElseThrow().name())
                .as("what changed nothing was compared with the database all the same")
                .isEqualTo("Third name");
    }

    @Test
    void theTagOfACategoryIsThatOfItsOwnChange() throws Exception {
        List<Callable<String>> creators = IntStream.range(0, 8)
                .<Callable<String>>mapToObj(i -> () -> {
                    Shop shop = i % 2 == 0 ? here : there;
                    StructureAdminApi api = new StructureAdminApi(shop.categories, shop.sellers, shop.catalog);
                    List<String> tags = new ArrayList<>();
                    for (int n = 0; n < 20; n++) {
                        tags.add(api.createCategory(new StructureAdminApi.CategoryBody(
                                        null, null, "Tagged " + i + " " + n, null, 0))
                                .getHeaders()
                                .getETag());
                    }
                    return String.join(" ", tags);
                })
                .toList();
        List<String> tags = together(creators).stream()
                .flatMap(each -> Stream.of(each.split(" ")))
                .toList();
        assertThat(tags).hasSize(160).doesNotHaveDuplicates();
    }

    @Test
    void whatAnOpenTransactionReadsIsShownToNobodyElse() {
        Product product = here.catalog.create(here.lamp("Rolled back"));
        try {
            here.database.run(() -> {
                here.catalog.update(product.id(), 1, here.from(product, "Never committed"));
                assertThat(here.catalog.product(product.id()).orElseThrow().title())
                        .isEqualTo("Never committed");
                throw new IllegalStateException("roll back");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("roll back");
        }
        assertThat(here.catalog.product(product.id())).contains(product);
        assertThat(here.events(product.id())).isEqualTo(1);
    }

    private static long price(Shop shop, UUID variant) {
        Money price = shop.catalog.variants(List.of(variant)).get(variant).price();
        return price == null ? -1 : price.minor();
    }

    private static ProductDraft imported(Shop shop, String id, long price) {
        return new ProductDraft(
                id,
                null,
                "Imported " + id,
                "Lumen",
                shop.lamps,
                "",
                List.of(),
                List.of(VariantDraft.of(id, OfferDraft.of(shop.seller.id(), Money.of(price, "EUR")))),
                List.of());
    }

    private static <T> List<T> together(List<? extends Callable<T>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> one : work) {
                futures.add(threads.submit(one));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
