package io.peakday.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchUrlTest {
    private static SearchRequest parse(Map<String, List<String>> parameters) {
        return SearchUrl.parse(
                parameters, slug -> slug.equals("bags") ? Optional.of(Fixtures.BAGS.id()) : Optional.empty());
    }

    @Test
    void parametersBecomeARequest() {
        SearchRequest request = parse(Map.of(
                "q", List.of(" red lamp "),
                "category", List.of("bags"),
                "brand", List.of("HP", "Lenovo"),
                "price", List.of("10-50"),
                "attr.colour", List.of("Red"),
                "sort", List.of("price-asc"),
                "page", List.of("2"),
                "utm_source", List.of("newsletter")));
        assertThat(request.query()).isEqualTo("red lamp");
        assertThat(request.categoryId()).isEqualTo(Fixtures.BAGS.id());
        assertThat(request.filters())
                .containsOnly(
                        Map.entry("brand", Set.of("HP", "Lenovo")),
                        Map.entry("price", Set.of("10-50")),
                        Map.entry("attr.colour", Set.of("Red")));
        assertThat(request.sort()).isEqualTo(Sort.PRICE_ASC);
        assertThat(request.page()).isEqualTo(2);
    }

    @Test
    void everyBadFieldIsReportedAtOnce() {
        assertThatThrownBy(() -> parse(Map.of(
                        "category", List.of("nowhere"),
                        "price", List.of("cheap"),
                        "rating", List.of("9"),
                        "sort", List.of("random"),
                        "size", List.of("many"),
                        "page", List.of("0"))))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.fields())
                                .extracting(FieldError::field)
                                .containsExactlyInAnyOrder("category", "price", "rating", "sort", "size", "page"));
    }

    @Test
    void formattingAndReadingBackGivesTheSameRequest() {
        SearchRequest request = SearchRequest.of("käse & \"wein\"")
                .with("brand", "A&B")
                .with("attr.größe", "10-20")
                .withCategory(Fixtures.BAGS.id())
                .withSort(Sort.NEWEST)
                .withPage(3, 48);
        String url = SearchUrl.format(request, id -> Optional.of("bags"));
        Map<String, List<String>> parameters = new java.util.HashMap<>();
        for (String pair : url.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters
                    .computeIfAbsent(decode(parts[0]), key -> new java.util.ArrayList<>())
                    .add(decode(parts[1]));
        }
        assertThat(parse(parameters)).isEqualTo(request);
    }

    private static String decode(String text) {
        return java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
