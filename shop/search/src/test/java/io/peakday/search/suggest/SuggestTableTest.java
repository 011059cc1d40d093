package io.peakday.search.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.search.Suggestion;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestTableTest {
    private final SuggestTable table = new SuggestTable(List.of(
            entry(Suggestion.Kind.QUERY, "notebook sleeve", 20),
            entry(Suggestion.Kind.CATEGORY, "Notebooks", 15),
            entry(Suggestion.Kind.BRAND, "Nokia", 12),
            entry(Suggestion.Kind.PRODUCT, "HP Pavilion Notebook", 5),
            entry(Suggestion.Kind.PRODUCT, "Café Mug", 4)));

    private static SuggestTable.Entry entry(Suggestion.Kind kind, String text, float weight) {
        return new SuggestTable.Entry(new Suggestion(kind, text, null), weight);
    }

    private List<String> find(String typed) {
        return table.find(typed, 10).stream().map(Suggestion::text).toList();
    }

    @Test
    void shortAndLongPrefixesGiveTheBestFirst() {
        assertThat(find("n")).containsExactly("notebook sleeve", "Notebooks", "Nokia", "HP Pavilion Notebook");
        assertThat(find("noteb")).containsExactly("notebook sleeve", "Notebooks", "HP Pavilion Notebook");
    }

    @Test
    void laterWordsCount() {
        assertThat(find("pav")).containsExactly("HP Pavilion Notebook");
        assertThat(find("pavilion note")).containsExactly("HP Pavilion Notebook");
    }

    @Test
    void caseAndAccentsDoNot() {
        assertThat(find("CAFE")).containsExactly("Café Mug");
    }

    @Test
    void oneMistakeIsForgivenWhereNothingFits() {
        assertThat(find("notbo")).contains("Notebooks");
        assertThat(find("noteebo")).contains("Notebooks");
        assertThat(find("ntoebo")).isEmpty();
        assertThat(find("noetbo")).contains("Notebooks");
    }

    @Test
    void nothingTypedOffersNothing() {
        assertThat(find("  ")).isEmpty();
        assertThat(SuggestTable.empty().find("a", 5)).isEmpty();
    }
}
