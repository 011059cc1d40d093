package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.events.DeadLetters.ReplayOutcome;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever may look at events that failed does not get the links that are in them. */
class DeadLetterSecretsTest {
    record Invited(String name, String resetLink) {}

    private static final EventType<Invited> INVITED = new EventType<>("guest.invited", 1, "guests", Invited.class);
    private static final String TOKEN = "Zt3kQ0pVb7wX_9aLrN2mCyHs-E4uJfDg1iOo6KxRqTw";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    @Test
    void linksAreMaskedInPayloadErrorAndStackAndAReplayHasThemAll() {
        AtomicBoolean refuse = new AtomicBoolean(true);
        List<Invited> handled = new CopyOnWriteArrayList<>();
        Subscription subscription = Subscription.durable("test.secrets").on(INVITED, received -> {
            if (refuse.get()) {
                throw new IllegalStateException("cannot write to " + received.payload());
            }
            handled.add(received.payload());
        });
        EventSettings settings = TestNode.settings(TestKafka.prefix());
        Invited ann = new Invited("Ann", "https://shop.example/r/" + TOKEN);
        try (TestNode node = new TestNode(postgres.database(), TestKafka.bootstrap(), settings, subscription).ready()) {
            node.database.run(() -> node.outbox.append(INVITED, "ann", ann));
            await().atMost(TestNode.SOON).until(() -> node.deadLetters.counts().containsKey("test.secrets"));
            DeadLetter listed =
                    node.deadLetters.list("test.secrets", null, 1).letters().getFirst();
            DeadLetter shown = node.deadLetters.get(listed.id()).orElseThrow();
            assertThat(listed.toString() + shown).contains("Ann", "•••").doesNotContain(TOKEN);
            assertThat(shown.stack()).contains("DeadLetterSecretsTest");
            assertThat(node.deadLetters.replay(listed.id()))
                    .isInstanceOfSatisfying(
                            ReplayOutcome.StillFailing.class,
                            failing -> assertThat(failing.error())
                                    .contains("cannot write to")
                                    .doesNotContain(TOKEN));
            String kept = postgres.database()
                    .sql()
                    .sql("select error || stack from events.dead_letter where id = ?")
                    .param(listed.id())
                    .query(String.class)
                    .single();
            assertThat(kept).doesNotContain(TOKEN);
            refuse.set(false);
            assertThat(node.deadLetters.replay(listed.id())).isEqualTo(new ReplayOutcome.Done(1));
            assertThat(handled).containsExactly(ann);
        }
    }
}
