package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void whatASpreadsheetWouldComputeIsGuarded() {
        for (String formula : List.of(
                "=1+1",
                "+1+1",
                "-1+1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "  =1",
                "\u00A0=1",
                "\u3000\uFF1D1",
                "\uFEFF=1",
                "\u200B=1",
                "\u2028=1",
                "\u0000=1",
                "\uFF1D1+1",
                "-2+3+cmd|' /C calc'!A0")) {
            assertThat(Csv.guarded(formula)).isEqualTo("'" + formula);
        }
    }

    @Test
    void whatIsNoFormulaStaysAsItIs() {
        for (String text :
                List.of("", "Blue mug", "'s-Hertogenbosch", "-12.50", "+31", "1=1", "a@b.example", "{\"a\":1}")) {
            assertThat(Csv.guarded(text)).isEqualTo(text);
        }
    }

    @Test
    void cellsAreQuotedWhereSeparatorsOfAnyLocaleStandInThem() {
        assertThat(Csv.line(List.of("a,b", "a;b", "say \"a\"", " a", "=1,2", "a\t=1")))
                .isEqualTo("\"a,b\",\"a;b\",\"say \"\"a\"\"\",\" a\",\"'=1,2\",\"a\t=1\"\r\n");
    }

    @Property
    void theGuardComesOffAgainWhateverTheValue(@ForAll("values") String value) {
        assertThat(Csv.unguarded(Csv.guarded(value))).isEqualTo(value);
    }

    @Property
    void noGuardedCellBeginsAFormula(@ForAll("values") String value) {
        String cell = Csv.guarded(value).strip();
        assertThat(cell.isEmpty() || "=@\uFF1D".indexOf(cell.charAt(0)) < 0).isTrue();
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withChars("'=+-@\t\r\n |%ab1.\uFF1D\u00A0\u3000\uFEFF\u200B")
                .ofMaxLength(8);
    }
}
