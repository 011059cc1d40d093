package io.peakday.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreeningTest {
    private final Screening screening = new Screening(new ReviewsSettings(false, List.of("Dreck")));

    @Test
    void anOrdinaryReviewPasses() {
        assertThat(hold("Holds 1.5 l, boils in 2:30, bought 2026-01-15 for 49.90 EUR."))
                .isEmpty();
    }

    @Test
    void linksAddressesAndTelephoneNumbersWait() {
        assertThat(hold("see http://example.com")).contains("It contains a link.");
        assertThat(hold("see www.example.com")).contains("It contains a link.");
        assertThat(hold("write to anna@example.com")).contains("It contains an e-mail address.");
        assertThat(hold("call +49 30 1234567")).contains("It contains what looks like a telephone number.");
    }

    @Test
    void wordsOnTheListWaitInAnyCaseButNotWithinOthers() {
        assertThat(hold("Was für ein DRECK!")).contains("It contains a word on the list.");
        assertThat(hold("Dreckig")).isEmpty();
    }

    @Test
    void everythingWaitsWhereTheSettingsSaySo() {
        assertThat(new Screening(new ReviewsSettings(true, List.of())).holdReason(draft("Good.")))
                .isPresent();
    }

    private Optional<String> hold(String text) {
        return screening.holdReason(draft(text));
    }

    private static ReviewDraft draft(String text) {
        return new ReviewDraft("Anna", 4, "Kettle", text);
    }
}
