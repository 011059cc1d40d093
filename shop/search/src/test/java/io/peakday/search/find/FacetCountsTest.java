package io.peakday.search.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Category;
import io.peakday.search.Facet;
import io.peakday.search.SearchRequest;
import io.peakday.search.SearchResult;
import io.peakday.search.bench.GeneratedProducts;
import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.ProductDocument.Value;
import io.peakday.search.index.ProductIndex;
import io.peakday.search.index.Snapshot;
import io.peakday.search.index.TextWeights;
import io.peakday.search.text.Synonyms;
import io.peakday.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facets against counting by hand, on random catalogues with random filters, after random changes. */
class FacetCountsTest {
    private static final int PRODUCTS = 400;

    @Test
    void countsAreThoseOfCountingByHand(@TempDir Path folder) throws Exception {
        long seed = Seeds.of(FacetCountsTest.class);
        Random random = new Random(seed);
        GeneratedProducts catalogue = new GeneratedProducts(PRODUCTS, random.nextInt(1_000_000));
        Finder finder = new Finder(catalogue::tree, Synonyms.none(), 2);
        Map<UUID, ProductDocument> alive = new LinkedHashMap<>();
        try (ProductIndex index = ProductIndex.open(folder, TextWeights.DEFAULT, new AtomicLong()::incrementAndGet)) {
            for (int n = 0; n < PRODUCTS; n++) {
                ProductDocument product = catalogue.product(n);
                alive.put(product.id(), product);
                index.put(List.of(product));
                if (random.nextInt(60) == 0) {
                    index.refresh();
                }
                if (random.nextInt(20) == 0) {
                    UUID gone = catalogue.product(random.nextInt(n + 1)).id();
                    alive.remove(gone);
                    index.remove(List.of(gone));
                }
            }
            index.refresh();
            try (Snapshot snapshot = index.snapshot()) {
                for (int i = 0; i < 150; i++) {
                    check(finder, snapshot, catalogue, alive, randomRequest(finder, snapshot, catalogue, random));
                }
            }
        }
    }

    private static SearchRequest randomRequest(
            Finder finder, Snapshot snapshot, GeneratedProducts catalogue, Random random) {
        List<Category> all = catalogue.tree().all();
        SearchRequest request = SearchRequest.of("")
                .withCategory(
                        random.nextBoolean()
                                ? null
                                : all.get(random.nextInt(all.size())).id());
        int filters = random.nextInt(4);
        for (int i = 0; i < filters; i++) {
            List<Facet> facets = finder.find(snapshot, request).facets().stream()
                    .filter(facet -> facet.kind() != Facet.Kind.CATEGORY)
                    .toList();
            if (!facets.isEmpty()) {
                Facet facet = facets.get(random.nextInt(facets.size()));
                request = request.with(
                        facet.key(),
                        facet.values()
                                .get(random.nextInt(facet.values().size()))
                                .value());
            }
        }
        return request;
    }

    private static void check(
            Finder finder,
            Snapshot snapshot,
            GeneratedProducts catalogue,
            Map<UUID, ProductDocument> alive,
            SearchRequest request) {
        SearchResult result = finder.find(snapshot, request);
        assertThat(result.total()).as(request.toString()).isEqualTo(count(catalogue, alive, request, "", null));
        for (Facet facet : result.facets()) {
            assertThat(facet.estimated()).isFalse();
            for (Facet.Value value : facet.values()) {
                assertThat(value.count())
                        .as(facet.key() + "=" + value.value() + " under " + request)
                        .isEqualTo(count(catalogue, alive, request, facet.key(), value.value()));
            }
        }
    }

    /** With all filters but the one of the key, and this value of the key instead. */
    private static long count(
            GeneratedProducts catalogue,
            Map<UUID, ProductDocument> alive,
            SearchRequest request,
            String key,
            String value) {
        Map<String, Set<String>> filters = new HashMap<>(request.filters());
        UUID category = request.categoryId();
        if (key.equals("category")) {
            category = catalogue.tree().bySlug(value).orElseThrow().id();
        } else if (value != null) {
            filters.put(key, Set.of(value));
        }
        UUID wanted = category;
        return alive.values().stream()
                .filter(product -> wanted == null
                        || catalogue
                                .tree()
                                .subtree(wanted)
                                .contains(product.content().categoryId()))
                .filter(product -> filters.entrySet().stream()
                        .allMatch(filter ->
                                filter.getValue().stream().anyMatch(one -> fits(product, filter.getKey(), one))))
                .count();
    }

    private static boolean fits(ProductDocument product, String key, String value) {
        List<String> bounds = new ArrayList<>(List.of(value.split("-", -1)));
        return switch (key) {
            case "brand" -> product.content().brand().equals(value);
            case "price" -> {
                double price = product.pricing().from().minor() / 100.0;
                yield (bounds.getFirst().isEmpty() || price >= Double.parseDouble(bounds.getFirst()))
                        && (bounds.getLast().isEmpty() || price <= Double.parseDouble(bounds.getLast()));
            }
            case "rating" ->
                product.standing().ratingCount() > 0 && product.standing().rating() >= Integer.parseInt(value);
            case "availability" -> (product.variants().stocked() != 0) == value.equals("in-stock");
            default ->
                product.content().properties().stream()
                        .filter(property -> key.equals("attr." + property.name()))
                        .anyMatch(property -> switch (property.value()) {
                            case Value.Text(String text) -> text.equals(value);
                            case Value.Flag(boolean on) -> Boolean.toString(on).equals(value);
                            case Value.Number(double number, String unit) ->
                                value.matches("[0-9.]+(-[0-9.]+)?")
                                        && number >= Double.parseDouble(bounds.getFirst())
                                        && number <= Double.parseDouble(bounds.getLast());
                        });
        };
    }
}
