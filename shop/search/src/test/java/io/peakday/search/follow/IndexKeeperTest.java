package io.peakday.search.follow;

import static io.peakday.search.Fixtures.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.search.Fixtures;
import io.peakday.search.Hit;
import io.peakday.search.SearchRequest;
import io.peakday.search.SearchResult;
import io.peakday.search.find.Finder;
import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.Snapshot;
import io.peakday.search.index.TextWeights;
import io.peakday.search.text.Synonyms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexKeeperTest {
    private final Fixtures.Products products = new Fixtures.Products();
    private final Finder finder = new Finder(() -> Fixtures.TREE, Synonyms.none(), 2);

    @TempDir
    Path folder;

    private IndexKeeper open() {
        return new IndexKeeper(folder, TextWeights.DEFAULT, products);
    }

    private SearchResult find(IndexKeeper keeper, String query) {
        keeper.refresh();
        try (Snapshot snapshot = keeper.snapshot()) {
            return finder.find(snapshot, SearchRequest.of(query));
        }
    }

    private static UUID variant(ProductDocument product, int n) {
        return product.variants().ids().get(n);
    }

    private static Map<UUID, Long> changed(UUID... ids) {
        return Stream.of(ids).collect(Collectors.toMap(id -> id, id -> 1L));
    }

    @Test
    void aRestartGoesOnWhereTheLastCommitStood() {
        products.put(product("red lamp").build(), product("blue lamp").build());
        try (IndexKeeper keeper = open()) {
            assertThat(keeper.outdated()).isTrue();
            keeper.reached(Map.of("catalog/0", 5L));
            keeper.rebuild();
            keeper.reached(Map.of("catalog/0", 7L));
        }
        try (IndexKeeper keeper = open()) {
            assertThat(keeper.outdated()).isFalse();
            assertThat(keeper.positions()).containsEntry("catalog/0", 7L);
            assertThat(find(keeper, "lamp").total()).isEqualTo(2);
            assertThat(find(keeper, "lamp").complete()).isTrue();
        }
    }

    @Test
    void whatWasNotCommittedIsNotSaidToBe() {
        products.put(product("red lamp").build());
        IndexKeeper crashed = open();
        crashed.reached(Map.of("catalog/0", 1L));
        crashed.rebuild();
        products.put(product("green lamp").build());
        crashed.productsChanged(changed(Fixtures.id("green lamp")));
        crashed.reached(Map.of("catalog/0", 2L));
        crashed.abort();
        try (IndexKeeper keeper = open()) {
            assertThat(keeper.positions()).containsEntry("catalog/0", 1L);
            assertThat(find(keeper, "green lamp").hits()).extracting(Hit::title).doesNotContain("green lamp");
        }
    }

    @Test
    void changesAreFoundRepeatedOnesDoNoHarmAndGoneProductsAreGone() {
        products.put(product("red lamp").build());
        try (IndexKeeper keeper = open()) {
            keeper.rebuild();
            long before = find(keeper, "lamp").generation();
            products.put(product("green lamp").build());
            for (int i = 0; i < 3; i++) {
                keeper.productsChanged(changed(Fixtures.id("green lamp"), Fixtures.id("red lamp")));
            }
            assertThat(find(keeper, "lamp").total()).isEqualTo(2);
            assertThat(find(keeper, "lamp").generation()).isGreaterThan(before);
            products.all.remove(Fixtures.id("red lamp"));
            keeper.productsChanged(changed(Fixtures.id("red lamp")));
            assertThat(find(keeper, "lamp").hits()).extracting(Hit::title).containsExactly("green lamp");
        }
    }

    @Test
    void aReadThatFailsIsTriedAgainAndHoldsThePositionBack() {
        products.put(product("red lamp").build());
        try (IndexKeeper keeper = open()) {
            keeper.reached(Map.of("catalog/0", 1L));
            keeper.rebuild();
            products.put(product("green lamp").build());
            products.failing = true;
            keeper.productsChanged(changed(Fixtures.id("green lamp")));
            keeper.reached(Map.of("catalog/0", 2L));
            assertThat(keeper.positions()).containsEntry("catalog/0", 1L);
            assertThat(keeper.status().problem()).isNotNull();
            products.failing = false;
            keeper.retry();
            keeper.reached(Map.of("catalog/0", 3L));
            assertThat(keeper.positions()).containsEntry("catalog/0", 3L);
            assertThat(find(keeper, "green lamp").total()).isEqualTo(1);
            assertThat(keeper.status().problem()).isNull();
        }
    }

    @Test
    void stockRatingsAndSalesChangeInPlace() {
        ProductDocument lamp = product("red lamp").variants(3).outOfStock().build();
        products.put(lamp);
        try (IndexKeeper keeper = open()) {
            keeper.rebuild();
            assertThat(find(keeper, "lamp").hits().getFirst().available()).isFalse();
            keeper.stockChanged(Map.of(variant(lamp, 1), true, variant(lamp, 2), true));
            assertThat(find(keeper, "lamp").hits().getFirst().available()).isTrue();
            keeper.stockChanged(Map.of(variant(lamp, 1), false));
            assertThat(find(keeper, "lamp").hits().getFirst().available()).isTrue();
            long before = find(keeper, "lamp").generation();
            keeper.stockChanged(Map.of(variant(lamp, 2), true));
            assertThat(find(keeper, "lamp").generation())
                    .as("what changes nothing is not written")
                    .isEqualTo(before);
            keeper.stockChanged(Map.of(variant(lamp, 2), false, Fixtures.id("unknown"), true));
            keeper.ratingChanged(lamp.id(), 4.25, 8);
            keeper.soldChanged(lamp.id(), 3);
            Hit hit = find(keeper, "lamp").hits().getFirst();
            assertThat(hit.available()).isFalse();
            assertThat(hit.rating()).isEqualTo(4.25);
            assertThat(hit.ratingCount()).isEqualTo(8);
        }
    }

    @Test
    void aVariantWithoutABitOfItsOwnHasItsProductReadBack() {
        ProductDocument lamp = product("red lamp").variants(80).outOfStock().build();
        products.put(lamp);
        try (IndexKeeper keeper = open()) {
            keeper.rebuild();
            products.put(product("red lamp").variants(80).build());
            keeper.stockChanged(Map.of(variant(lamp, 77), true));
            assertThat(find(keeper, "lamp").hits().getFirst().available()).isTrue();
        }
    }

    @Test
    void theOldIndexServesWhileANewOneIsBuiltAndNoChangeIsLost() {
        for (int i = 0; i < 20; i++) {
            products.put(product("lamp " + i).price(1_000).outOfStock().build());
        }
        try (IndexKeeper keeper = open()) {
            keeper.rebuild();
            Path before = keeper.status().folder();
            AtomicInteger batches = new AtomicInteger();
            products.beforeBatch = () -> {
                int n = batches.getAndIncrement();
                assertThat(find(keeper, "lamp").total()).isGreaterThanOrEqualTo(20);
                // Each product changes after it was read and before it is written, in one of three ways.
                ProductDocument next = product("lamp " + n).price(2_000).build();
                products.put(next);
                if (n % 3 == 0) {
                    keeper.productsChanged(changed(next.id()));
                } else if (n % 3 == 1) {
                    keeper.stockChanged(Map.of(variant(next, 0), true));
                } else {
                    keeper.ratingChanged(next.id(), 5, 1);
                }
                if (n == 10) {
                    products.put(product("lamp made meanwhile").price(2_000).build());
                    keeper.productsChanged(changed(Fixtures.id("lamp made meanwhile")));
                }
            };
            keeper.rebuild();
            products.beforeBatch = () -> {};
            assertThat(keeper.status().folder()).isNotEqualTo(before);
            assertThat(before).doesNotExist();
            SearchResult after = find(keeper, "lamp");
            assertThat(after.total()).isEqualTo(21);
            assertThat(after.hits()).allSatisfy(hit -> {
                assertThat(hit.priceFrom().minor()).as(hit.title()).isEqualTo(2_000);
                assertThat(hit.available()).as(hit.title()).isTrue();
            });
        }
    }

    @Test
    void whatARebuildReadBeforeItsCategoryWasRenamedIsReadBack() {
        for (int i = 0; i < 5; i++) {
            products.put(product("lamp " + i).price(1_000).build());
        }
        Set<UUID> category = Set.of(product("lamp 0").build().content().categoryId());
        try (IndexKeeper keeper = open()) {
            products.beforeBatch = () -> {
                for (int i = 0; i < 5; i++) {
                    products.put(product("lamp " + i).price(2_000).build());
                }
                keeper.categoriesChanged(category, "renamed");
            };
            keeper.rebuild();
            assertThat(find(keeper, "lamp").hits())
                    .hasSize(5)
                    .allSatisfy(hit -> assertThat(hit.priceFrom().minor()).isEqualTo(2_000));
        }
    }

    @Test
    void aRebuildThatFailsLeavesTheOldIndexServing() {
        products.put(product("red lamp").build());
        try (IndexKeeper keeper = open()) {
            keeper.rebuild();
            products.beforeBatch = () -> {
                throw new IllegalStateException("the catalogue went away");
            };
            assertThat(keeper.rebuild()).isFalse();
            assertThat(find(keeper, "lamp").total()).isEqualTo(1);
            assertThat(keeper.status().problem()).contains("went away");
            assertThat(keeper.outdated()).isTrue();
            products.beforeBatch = () -> {};
            assertThat(keeper.rebuild()).isTrue();
            assertThat(keeper.status().problem()).isNull();
        }
    }

    @Test
    void aDamagedIndexIsRebuilt() throws IOException {
        products.put(product("red lamp").build(), product("blue lamp").build());
        try (IndexKeeper keeper = open()) {
            keeper.reached(Map.of("catalog/0", 5L));
            keeper.rebuild();
        }
        List<Path> data;
        try (Stream<Path> files = Files.walk(folder)) {
            data = files.filter(file -> file.toString().endsWith(".cfs")
                            || file.toString().endsWith(".doc")
                            || file.toString().endsWith(".tim"))
                    .toList();
        }
        assertThat(data).isNotEmpty();
        for (Path file : data) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 0x55;
            Files.write(file, bytes);
        }
        try (IndexKeeper keeper = open()) {
            assertThat(keeper.outdated()).isTrue();
            assertThat(keeper.positions()).isEmpty();
            keeper.rebuild();
            assertThat(find(keeper, "lamp").total()).isEqualTo(2);
        }
    }

    @Test
    void bytesThatFlipUnderARunningIndexAreFoundOutAndTheIndexIsReplaced() throws IOException {
        products.put(product("red lamp").build(), product("blue lamp").build());
        try (IndexKeeper keeper = open()) {
            keeper.rebuild();
            assertThat(keeper.foundDamaged(new IllegalStateException("a mistake of the program's own")))
                    .isFalse();
        }
        try (IndexKeeper keeper = open()) {
            assertThat(keeper.status().complete()).isTrue();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".cfs")).toList()) {
                    try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        for (long at = 40; at < bytes.size() - 20; at += 3) {
                            bytes.write(ByteBuffer.wrap(new byte[] {0x55}), at);
                        }
                    }
                }
            }
            assertThat(keeper.foundDamaged(new ArrayIndexOutOfBoundsException("what a reader of such bytes throws")))
                    .isTrue();
            await().until(() -> keeper.status().complete());
            assertThat(find(keeper, "lamp").total()).isEqualTo(2);
            assertThat(keeper.status().problem()).isNull();
        }
    }

    @Test
    void anIndexOfOtherWeightsServesUntilTheNewOneIsBuilt() {
        products.put(product("red lamp").build());
        try (IndexKeeper keeper = new IndexKeeper(folder, new TextWeights(9, 9, 9, 9, 9, 9), products)) {
            keeper.rebuild();
        }
        try (IndexKeeper keeper = open()) {
            assertThat(keeper.outdated()).isTrue();
            assertThat(find(keeper, "lamp").total()).isEqualTo(1);
            keeper.rebuild();
            assertThat(keeper.outdated()).isFalse();
            assertThat(find(keeper, "lamp").total()).isEqualTo(1);
        }
    }
}
