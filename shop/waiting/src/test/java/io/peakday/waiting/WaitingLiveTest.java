package io.peakday.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.live.LiveStreams;
import io.peakday.testkit.TestDatabase;
import io.peakday.web.WebSettings;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

class WaitingLiveTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());

    @Test
    void streamsHaveABoundOfTheirOwnAndWhoComesThenIsAskedToPoll() {
        UUID room = stage.open(1, 1);
        UUID customer = stage.joined(room);
        try (LiveStreams streams = new LiveStreams(
                new WebSettings.Streams(100, 100, 100, 10, Duration.ofSeconds(15), Duration.ofMinutes(1)),
                JsonMapper.builder().build())) {
            WaitingLive live = new WaitingLive(stage.rooms, streams, 2);
            live.open(room, customer);
            live.open(room, UUID.randomUUID());
            assertThatThrownBy(() -> live.open(room, stage.joined(room)))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo("waiting.poll"));
            assertThat(live.open()).isEqualTo(2);
            assertThat(streams.open()).isEqualTo(2);
            stage.rooms.advance();
            live.tick();
            assertThat(streams.open()).isEqualTo(2);
        }
    }
}
