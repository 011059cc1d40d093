package io.peakday.search.find;

import static io.peakday.search.Fixtures.BAGS;
import static io.peakday.search.Fixtures.TREE;
import static io.peakday.search.Fixtures.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.search.Fallback;
import io.peakday.search.Hit;
import io.peakday.search.SearchRequest;
import io.peakday.search.SearchResult;
import io.peakday.search.Sort;
import io.peakday.search.TextRange;
import io.peakday.search.index.ProductIndex;
import io.peakday.search.index.Snapshot;
import io.peakday.search.index.TextWeights;
import io.peakday.search.text.Synonyms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinderTest {
    @TempDir
    static Path folder;

    private static ProductIndex index;
    private static final Finder finder =
            new Finder(() -> TREE, Synonyms.of("laptop, notebook\npower bank, external battery"), 2);

    @BeforeAll
    static void fill() throws IOException {
        index = ProductIndex.open(folder, TextWeights.DEFAULT, new AtomicLong()::incrementAndGet);
        index.put(List.of(
                product("HP Pavilion dv7-1211ea Notebook Silver 43.2 cm (17\")")
                        .brand("HP")
                        .code("NB-0001")
                        .price(80_000)
                        .created(300)
                        .build(),
                product("Lenovo ThinkPad X200 Notebook Black")
                        .brand("Lenovo")
                        .price(60_000)
                        .rated(4.5, 40)
                        .sold(10)
                        .created(200)
                        .build(),
                product("Targus Notebook Case")
                        .in(BAGS)
                        .brand("Targus")
                        .price(2_500)
                        .sold(50)
                        .build(),
                product("Xerox 006R90321 toner cartridge")
                        .in(BAGS)
                        .brand("Xerox")
                        .code("0095205603217")
                        .price(5_000)
                        .created(100)
                        .build(),
                product("Anker External Battery 20000 mAh")
                        .in(BAGS)
                        .description("charges your phone")
                        .build(),
                product("Wi-Fi Router")
                        .brand("Netgear")
                        .in(BAGS)
                        .description("fast wireless network for the home")
                        .price(-1)
                        .build(),
                product("Universal Headphones").in(BAGS).outOfStock().build()));
        index.refresh();
    }

    @AfterAll
    static void close() {
        index.close();
    }

    private static SearchResult find(SearchRequest request) {
        try (Snapshot snapshot = index.snapshot()) {
            return finder.find(snapshot, request);
        }
    }

    private static List<String> titles(String query) {
        return find(SearchRequest.of(query)).hits().stream().map(Hit::title).toList();
    }

    @Test
    void aPartNumberIsFoundWhateverItsCaseAndPunctuation() {
        for (String query : List.of(
                "006R90321",
                "006r90321",
                "006-R90321",
                "006 R90321",
                "006R903",
                "0095205603217",
                "dv7-1211ea",
                "DV71211EA",
                "dv7 1211ea",
                "nb0001",
                "NB-0001")) {
            assertThat(titles(query)).as(query).hasSize(1);
        }
        assertThat(titles("dv7-1211ea").getFirst()).startsWith("HP Pavilion");
    }

    @Test
    void aPartNumberIsNeverTakenForItsNeighbour() {
        SearchResult result = find(SearchRequest.of("006R90322"));
        assertThat(result.total()).isZero();
        assertThat(result.fallback().kind()).isEqualTo(Fallback.Kind.POPULAR);
    }

    @Test
    void aMeasureIsFoundHoweverItIsWritten() {
        for (String query : List.of("43.2 cm", "43,2cm", "17\"", "17 inch", "17in")) {
            assertThat(titles(query)).as(query).hasSize(1);
        }
    }

    @Test
    void pluralsAndSynonymsFindTheSameAsTheWord() {
        assertThat(titles("notebooks")).hasSameElementsAs(titles("notebook"));
        assertThat(titles("laptops")).hasSameElementsAs(titles("notebook"));
        assertThat(titles("power bank")).containsExactly("Anker External Battery 20000 mAh");
    }

    @Test
    void everyWordMustBeFoundInSomeField() {
        assertThat(titles("lenovo notebook black")).containsExactly("Lenovo ThinkPad X200 Notebook Black");
        assertThat(titles("netgear wireless")).containsExactly("Wi-Fi Router");
    }

    @Test
    void hyphensDoNotMatter() {
        assertThat(titles("wifi router")).containsExactly("Wi-Fi Router");
        assertThat(titles("wi fi router")).containsExactly("Wi-Fi Router");
    }

    @Test
    void aQuotedPhraseMustStandTogether() {
        assertThat(titles("\"notebook case\"")).containsExactly("Targus Notebook Case");
        assertThat(find(SearchRequest.of("\"case notebook\"")).fallback()).isNotNull();
    }

    @Test
    void aMisspeltWordIsCorrectedAndTheAnswerSaysSo() {
        SearchResult result = find(SearchRequest.of("headphnoes"));
        assertThat(result.hits()).extracting(Hit::title).containsExactly("Universal Headphones");
        assertThat(result.fallback().kind()).isEqualTo(Fallback.Kind.CORRECTED);
        assertThat(result.didYouMean()).isEqualTo("headphones");
    }

    @Test
    void wordsWrittenTogetherAreTakenApart() {
        assertThat(titles("battery20000")).containsExactly("Anker External Battery 20000 mAh");
    }

    @Test
    void whereNotAllWordsAreFoundTheRestIsSearched() {
        SearchResult result = find(SearchRequest.of("lenovo notebook qqqqqq"));
        assertThat(result.hits()).extracting(Hit::title).containsExactly("Lenovo ThinkPad X200 Notebook Black");
        assertThat(result.fallback().kind()).isEqualTo(Fallback.Kind.RELAXED);
        assertThat(result.fallback().categories()).isNotEmpty();
    }

    @Test
    void whereNothingFitsPopularProductsAreShown() {
        SearchResult result = find(SearchRequest.of("zzzzzz qqqqqq"));
        assertThat(result.total()).isZero();
        assertThat(result.hits()).isNotEmpty();
        assertThat(result.fallback().kind()).isEqualTo(Fallback.Kind.POPULAR);
    }

    @Test
    void theTitleIsHighlightedWhereItFits() {
        Hit hit = find(SearchRequest.of("notebooks case")).hits().getFirst();
        assertThat(hit.highlights()).containsExactly(new TextRange(7, 15), new TextRange(16, 20));
    }

    @Test
    void sortsAreByTheColumns() {
        assertThat(sorted(Sort.PRICE_ASC))
                .containsSubsequence("Targus Notebook Case", "Xerox 006R90321 toner cartridge")
                .endsWith("Wi-Fi Router");
        assertThat(sorted(Sort.PRICE_DESC).getFirst()).startsWith("HP Pavilion");
        assertThat(sorted(Sort.RATING).getFirst()).startsWith("Lenovo");
        assertThat(sorted(Sort.NEWEST).getFirst()).startsWith("HP Pavilion");
        assertThat(sorted(Sort.BESTSELLING).getFirst()).startsWith("Targus");
    }

    private static List<String> sorted(Sort sort) {
        return find(SearchRequest.of("").withSort(sort)).hits().stream()
                .map(Hit::title)
                .toList();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        List<String> whole = titles("");
        List<String> paged = new java.util.ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            find(SearchRequest.of("").withPage(page, 2)).hits().forEach(hit -> paged.add(hit.title()));
        }
        assertThat(paged).isEqualTo(whole);
        assertThat(find(SearchRequest.of("").withPage(50, 2)).hits()).isEmpty();
    }

    @Test
    void stopWordsAreNotRequired() {
        assertThat(titles("the case for a notebook")).containsExactly("Targus Notebook Case");
    }
}
