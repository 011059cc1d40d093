package io.peakday.testnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.events.EventsModule;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.GreetingsModule.Seen;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestNodeTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final NodeWiring EVENTS = TestNode.with(EventsModule.class);
    private static final NodeWiring WIRING = EVENTS.and(GreetingsModule.class).folder("greetings.folder");

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EVENTS.schemas());

    @Test
    void schemasAreAllThatTheModulesDeclareInTheirOrder() {
        assertThat(WIRING.schemas())
                .containsExactly(EventsModule.SCHEMA, GreetingsModule.SCHEMA, GreetingsModule.SECOND_SCHEMA);
    }

    @Test
    void aNodeAnswersAtAPortOfItsOwnWithItsSettingsAndItsClock() throws Exception {
        SteppedClock clock = new SteppedClock();
        NodeWiring wiring = WIRING.withoutBackground();
        try (TestNode one = wiring.open(postgres);
                TestNode other =
                        wiring.setting("greetings.word", "Moin").clock(clock).open(postgres.anotherNode())) {
            assertThat(one.send("GET", "/greeting", null).body()).isEqualTo("Hello");
            assertThat(other.send("GET", "/greeting", null).body()).isEqualTo("Moin");
            assertThat(one.port()).isNotEqualTo(other.port());
            assertThat(other.get(Seen.class).clock()).isSameAs(clock);
            assertThat(other.get("seen", Seen.class)).isSameAs(other.get(Seen.class));
            assertThat(one.get(Seen.class).folder())
                    .isDirectory()
                    .isNotEqualTo(other.get(Seen.class).folder());
        }
    }

    @Test
    void eventsAreHandledAndTasksRunAgainAfterARunThatFailed() throws Exception {
        try (TestNode node = WIRING.open(postgres)) {
            assertThat(node.send("POST", "/greetings", "{\"text\":\"handled\"}").statusCode())
                    .isEqualTo(200);
            Seen seen = node.get(Seen.class);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(seen.greetings()).contains("handled"));
            await().atMost(SOON).until(() -> seen.runs().get() > 1);
        }
    }

    @Test
    void withoutBackgroundNoTaskRunsAndEventsWaitForANodeThatHandlesThem() throws Exception {
        try (TestNode still = WIRING.withoutBackground().open(postgres)) {
            assertThat(still.send("POST", "/greetings", "{\"text\":\"kept\"}").statusCode())
                    .isEqualTo(200);
            try (TestNode node = WIRING.open(postgres.anotherNode(), postgres::owner)) {
                Seen seen = node.get(Seen.class);
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(seen.greetings()).contains("kept"));
                await().atMost(SOON).until(() -> seen.runs().get() > 1);
            }
            assertThat(still.get(Seen.class).greetings()).isEmpty();
            assertThat(still.get(Seen.class).runs()).hasValue(0);
        }
    }

    @Test
    void afterwardsThePortIsFreeTheFolderIsGoneAndNoTaskRuns() {
        TestNode node = WIRING.open(postgres);
        Seen seen = node.get(Seen.class);
        await().atMost(SOON).until(() -> seen.runs().get() > 0);
        int port = node.port();

        node.close();

        int runs = seen.runs().get();
        assertThat(Files.exists(seen.folder())).isFalse();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(IOException.class);
        await().during(Duration.ofMillis(100)).until(() -> seen.runs().get() == runs);
    }
}
