package io.peakday.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScannerTest {
    private static List<String> terms(String text) {
        return Scanner.scan(text).stream().map(Word::term).toList();
    }

    @Test
    void aPartNumberGivesItsPartsAndItsJoinedForm() {
        assertThat(terms("dv7-1211ea")).containsExactly("dv7", "dv71211ea", "1211ea");
        assertThat(terms("006R90321")).containsExactly("006r90321");
    }

    @Test
    void aNumberKeepsItsDecimalsAndMeetsItsUnit() {
        assertThat(terms("43.2 cm")).containsExactly("43.2", "43.2cm", "cm");
        assertThat(terms("43,2cm")).containsExactly("43.2", "43.2cm", "cm");
    }

    @Test
    void anInchIsAnInchHoweverItIsWritten() {
        assertThat(terms("17\"")).contains("17in");
        assertThat(terms("17 inch")).contains("17in");
        assertThat(terms("17-inch")).contains("17in");
        assertThat(terms("(17″)")).contains("17in");
    }

    @Test
    void caseAccentsMarksAndPossessivesDoNotCount() {
        assertThat(terms("Intel® Core™")).containsExactly("intel", "core");
        assertThat(terms("CAFÉ Müller")).containsExactly("cafe", "muller");
        assertThat(terms("people's")).containsExactly("people");
    }

    @Test
    void rangesPointAtTheWordsInTheText() {
        String text = "  Wi-Fi (43.2 cm) Über";
        for (Word word : Scanner.scan(text)) {
            assertThat(Scanner.code(text.substring(word.start(), word.end())))
                    .startsWith(word.term().replace(".", "").substring(0, 1));
        }
    }

    @Test
    void positionsNeverGoBack() {
        for (String text : List.of("a-b-c d 5cm 10 kg x", "12.5 mm-13", "1-2-3-4-5-6-7-8 gb", "\"'-._,")) {
            int last = 0;
            for (Word word : Scanner.scan(text)) {
                assertThat(word.position()).as(text).isGreaterThanOrEqualTo(last);
                last = word.position();
            }
        }
    }
}
