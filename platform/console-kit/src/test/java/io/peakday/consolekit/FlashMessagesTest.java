package io.peakday.consolekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlashMessagesTest {
    private static final FlashMessages SALE = new FlashMessages(Map.of("paused", "The sale is paused."));
    private static final FlashMessages EVENTS = new FlashMessages(Map.of("replayed", "Handled. Events: "));

    @Test
    void everyModulesSentencesAreFoundByTheirCodes() {
        FlashMessages all = FlashMessages.all(List.of(SALE, EVENTS));
        assertThat(all.sentence("paused", null)).isEqualTo("The sale is paused.");
        assertThat(all.sentence("replayed", "12")).isEqualTo("Handled. Events: 12.");
        assertThat(all.sentence("replayed", "<b>")).isEqualTo("Handled. Events: 0.");
        assertThat(all.sentence("unknown", null)).isNull();
        assertThat(all.sentence(null, "1")).isNull();
    }

    @Test
    void aCodeGivenTwiceStopsTheStart() {
        FlashMessages other = new FlashMessages(Map.of("paused", "The mail is paused."));
        assertThatIllegalStateException()
                .isThrownBy(() -> FlashMessages.all(List.of(SALE, EVENTS, other)))
                .withMessageContaining("paused");
    }
}
