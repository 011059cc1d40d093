package io.peakday.search.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.search.SearchRequest;
import io.peakday.search.SearchResult;
import io.peakday.search.Sort;
import io.peakday.search.TextRange;
import io.peakday.search.bench.GeneratedProducts;
import io.peakday.search.index.ProductIndex;
import io.peakday.search.index.Snapshot;
import io.peakday.search.index.TextWeights;
import io.peakday.search.suggest.SuggestTable;
import io.peakday.search.text.Synonyms;
import io.peakday.testkit.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileQueryTest {
    private static final List<String> BITS = List.of(
            "\"",
            "'",
            "*",
            "?",
            "~",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\\",
            "/",
            "+",
            "-",
            "!",
            "AND",
            "OR",
            "NOT",
            ":",
            "^",
            "&&",
            "||",
            "\u0000",
            "\uD800",
            "😀",
            "𝟘",
            "\u202E",
            "ﬁ",
            "İ",
            "ß",
            "１２",
            "43.2",
            "17\"",
            "..",
            "1.2.3.4-5",
            "a-b-c-d-e-f-g",
            "lamp",
            "the",
            "BrandA0",
            "5cm",
            "\u0301",
            "٣",
            ",",
            " ",
            "\t",
            "drop table",
            "%00",
            "<script>",
            "a".repeat(190));

    @Test
    void nothingThatCanBeTypedThrows(@TempDir Path folder) throws Exception {
        long seed = Seeds.of(HostileQueryTest.class);
        Random random = new Random(seed);
        GeneratedProducts catalogue = new GeneratedProducts(300, 3);
        Finder finder = new Finder(catalogue::tree, Synonyms.shipped(), 2);
        try (ProductIndex index = ProductIndex.open(folder, TextWeights.DEFAULT, new AtomicLong()::incrementAndGet)) {
            catalogue.stream(products -> {
                index.put(products);
                index.refresh(); // Several segments.
            });
            try (Snapshot snapshot = index.snapshot()) {
                SuggestTable table = new SuggestTable(Vocabulary.of(snapshot, catalogue.tree()));
                for (int i = 0; i < 3_000; i++) {
                    String query = hostile(random);
                    SearchResult result = finder.find(snapshot, request(query, random));
                    result.hits().forEach(hit -> {
                        int last = 0;
                        for (TextRange range : hit.highlights()) {
                            assertThat(range.start()).isGreaterThanOrEqualTo(last);
                            assertThat(range.end())
                                    .isLessThanOrEqualTo(hit.title().length());
                            last = range.end();
                        }
                    });
                    assertThat(table.find(query, 10)).hasSizeLessThanOrEqualTo(10);
                }
            }
        }
    }

    private static String hostile(Random random) {
        StringBuilder query = new StringBuilder();
        int bits = random.nextInt(12);
        for (int i = 0; i < bits; i++) {
            query.append(
                    random.nextInt(4) == 0
                            ? new String(Character.toChars(random.nextInt(0x2FFF)))
                            : BITS.get(random.nextInt(BITS.size())));
            query.append(random.nextBoolean() ? " " : "");
        }
        return query.length() <= SearchRequest.MAX_QUERY
                ? query.toString()
                : query.substring(0, SearchRequest.MAX_QUERY);
    }

    private static SearchRequest request(String query, Random random) {
        Map<String, Set<String>> filters = switch (random.nextInt(6)) {
            case 0 -> Map.of("brand", Set.of("BrandA0", "nobody"), "price", Set.of("10-50", "-3"));
            case 1 -> Map.of("attr.width", Set.of("10-20", "-5", "x-y", "--", "1e309", "NaN"));
            case 2 -> Map.of("attr.nothing", Set.of("x"), "rating", Set.of("3"));
            case 3 -> Map.of("availability", Set.of("in-stock", "OUT-OF-STOCK"), "attr.bluetooth", Set.of("TRUE"));
            default -> Map.of();
        };
        return new SearchRequest(
                query,
                null,
                filters,
                Sort.values()[random.nextInt(Sort.values().length)],
                1 + random.nextInt(5),
                1 + random.nextInt(40),
                true);
    }

    @Test
    void boundsAreReported() {
        assertThatThrownBy(() -> SearchRequest.of("x".repeat(201))).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> SearchRequest.of("x").withPage(1_000, 100))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure ->
                                assertThat(failure.fields().getFirst().code()).isEqualTo("too-deep"));
        assertThatThrownBy(() -> SearchRequest.of("x").with("price", "50-10")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> SearchRequest.of("x").with("colour", "red")).isInstanceOf(Failure.class);
    }
}
