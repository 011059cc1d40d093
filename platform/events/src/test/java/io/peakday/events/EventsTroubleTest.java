package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.SubscriptionStatus.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTroubleTest {
    @Test
    void eventsThatGetOnAreNoTrouble() {
        assertThat(EventsTrouble.of(List.of(), Duration.ZERO, 0)).isNull();
        assertThat(EventsTrouble.of(
                        List.of(status("mails", State.RUNNING, null, 10_000), status("index", State.STARTING, null, 0)),
                        Duration.ofSeconds(60),
                        0))
                .isNull();
    }

    @Test
    void aSubscriptionThatStandsStillOrIsFarBehindAndARelayThatWaitsAreNamed() {
        assertThat(EventsTrouble.of(
                        List.of(
                                status("mails", State.STALLED, "its offsets cannot be read", 0),
                                status("index", State.RUNNING, null, 10_001)),
                        Duration.ofSeconds(61),
                        0))
                .contains("61 s", "mails: its offsets cannot be read", "index is 10001 events behind");
        assertThat(EventsTrouble.of(List.of(status("mails", State.ALONE, null, 0)), Duration.ZERO, 0))
                .isEqualTo("mails does not get on.");
    }

    @Test
    void refusedRecordsAreATroubleUntilSomebodyHasLooked() {
        assertThat(EventsTrouble.of(List.of(), Duration.ZERO, 3)).contains("3 records were refused", "dead letters");
    }

    private static SubscriptionStatus status(String name, State state, String problem, long lag) {
        return new SubscriptionStatus(name, state, problem, lag, Duration.ZERO);
    }
}
