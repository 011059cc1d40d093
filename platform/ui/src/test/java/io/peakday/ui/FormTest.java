package io.peakday.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTest {
    @Test
    void everyErrorStandsAtItsFieldAndWhatWasTypedStays() {
        Form form = Form.of(Map.of("name", "Marta", "city", ""));
        try {
            new Checks().text("city", "", 1, 50).text("line1", "", 1, 50).orThrow("bad.address", "Not complete.");
        } catch (Failure failure) {
            form = form.failed(failure);
        }
        assertThat(form.ok()).isFalse();
        assertThat(form.field("name", "Name").value()).isEqualTo("Marta");
        assertThat(form.field("city", "Town").invalid()).isTrue();
        assertThat(form.firstWrong()).isEqualTo("f-city");
        assertThat(form.problem()).isNull();
    }

    @Test
    void aFailureWithoutFieldsIsAProblemOfTheWhole() {
        Form form = Form.EMPTY.failed(Failure.conflict("a.b", "Somebody was faster."));
        assertThat(form.problem()).isEqualTo("Somebody was faster.");
        assertThat(form.errors()).isEmpty();
    }

    @Test
    void idsHoldNothingThatAnIdMayNot() {
        assertThat(Form.EMPTY.field("card.number", "").id()).isEqualTo("f-card-number");
        assertThat(Form.EMPTY.field("lines[2].quantity", "").id()).isEqualTo("f-lines-2-quantity");
    }

    @Test
    void aPagerShowsTheEndsAndTheNeighboursOfThePage() {
        assertThat(new Pager(6, 20, page -> "?page=" + page).numbers()).isEqualTo(List.of(1, 0, 5, 6, 7, 0, 20));
        assertThat(new Pager(1, 1, page -> "").needed()).isFalse();
        assertThat(new Pager(99, 3, page -> "").current()).isEqualTo(3);
    }
}
