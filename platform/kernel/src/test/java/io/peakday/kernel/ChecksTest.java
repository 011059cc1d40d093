package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void everyWrongFieldIsNamedAtOnce() {
        Checks checks = new Checks()
                .text("title", " ", 1, 200)
                .text("note", "x".repeat(201), 0, 200)
                .text("name", "a\u0000b", 1, 200)
                .range("quantity", 0, 1, 999)
                .text("good", "fine", 1, 200);
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> checks.orThrow("cart.bad-line", "This line cannot be added."))
                .satisfies(e -> {
                    assertThat(e.fault()).isEqualTo(Fault.INVALID);
                    assertThat(e.code()).isEqualTo("cart.bad-line");
                    assertThat(e.fields())
                            .extracting(FieldError::field)
                            .containsExactly("title", "note", "name", "quantity");
                    assertThat(e.fields())
                            .extracting(FieldError::code)
                            .containsExactly("required", "length", "control-character", "out-of-range");
                });
    }

    @Test
    void aGoodInputThrowsNothing() {
        assertThatCode(() -> new Checks()
                        .text("note", "", 0, 10)
                        .text("title", "Lampe\nfür dich", 1, 200)
                        .range("quantity", 999, 1, 999)
                        .orThrow("cart.bad-line", "This line cannot be added."))
                .doesNotThrowAnyException();
    }

    @Test
    void lengthIsCountedInCharactersAsPeopleSeeThem() {
        assertThat(new Checks().text("name", "👟👟", 1, 2).errors()).isEmpty();
        assertThat(new Checks().text("name", "👟👟👟", 1, 2).errors()).hasSize(1);
    }

    @Test
    void aMissingTextIsRequiredEvenWhereAnEmptyOneIsAllowed() {
        assertThat(new Checks().text("note", null, 0, 10).errors())
                .extracting(FieldError::code)
                .containsExactly("required");
    }

    @Test
    void aCodeIsLowerCaseAndDotted() {
        for (String bad : List.of("", "Cart", "cart..x", "cart.", ".cart", "cart_line", "9cart")) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .as(bad)
                    .isThrownBy(() -> Failure.notFound(bad, "There is no such thing."));
        }
        assertThat(Failure.notFound("cart.line-2", "There is no such line.").detail())
                .isEqualTo("There is no such line.");
    }

    @Test
    void onlyWhatMayPassByItselfSaysThatTryingAgainHelps() {
        assertThat(Fault.values()).filteredOn(Fault::retryHelps).containsExactly(Fault.TOO_MANY, Fault.UNAVAILABLE);
    }
}
