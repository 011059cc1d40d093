package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisabledOnOs(OS.WINDOWS)
class SuspendedNodeTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    @Test
    void aNodeUnderSigstopStopsNobodyAndDoesNoHarmWhenItGoesOn() {
        EventSettings settings = TestNode.settings(TestKafka.prefix());
        Delivery delivery = new Delivery(postgres, "sigstop");
        Subscription subscription = Subscription.durable("test.sigstop").on(Parcel.SENT, delivery::handle);
        EventSettings appendsOnly = new EventSettings(
                settings.topicPrefix(),
                "peakday",
                "local",
                "",
                settings.topics(),
                new EventSettings.Relay(
                        false,
                        2,
                        500,
                        settings.relay().gather(),
                        settings.relay().idlePoll(),
                        settings.relay().lease()),
                settings.sent(),
                settings.consumers());
        int rounds = 0;
        try (RelayProcess first = RelayProcess.start(postgres, TestKafka.bootstrap(), settings.topicPrefix());
                TestNode appending =
                        new TestNode(postgres.database(), TestKafka.bootstrap(), appendsOnly, subscription).ready()) {
            for (int round = 0; round < 4; round++) {
                LossTest.sendRounds(appending, rounds, rounds + 5, 40);
                rounds += 5;
                delivery.awaitCount(40L * rounds);
                // Stopped with work in its hands.
                LossTest.sendRounds(appending, rounds, rounds + 1, 40);
                first.signal("STOP");
                LossTest.sendRounds(appending, rounds + 1, rounds + 5, 40);
                rounds += 5;
                try (TestNode other = new TestNode(postgres.anotherNode(), TestKafka.bootstrap(), settings).start()) {
                    delivery.awaitCount(40L * rounds);
                    first.signal("CONT");
                    LossTest.sendRounds(appending, rounds, rounds + 5, 40);
                    rounds += 5;
                    delivery.awaitCount(40L * rounds);
                }
            }
            await().atMost(TestNode.SOON).untilAsserted(() -> RelayFaultTest.awaitEmptyOutbox(appending));
            delivery.assertExactlyOnceInOrder(40, rounds);
        }
        List<Integer> expected = IntStream.range(0, rounds).boxed().toList();
        TopicLog.numbers(TestKafka.bootstrap(), settings.topicPrefix() + "parcels")
                .forEach((key, numbers) -> assertThat(List.copyOf(new LinkedHashSet<>(numbers.reversed()))
                                .reversed())
                        .as("what a broadcast subscription ends with, of %s in %s", key, numbers)
                        .isEqualTo(expected));
    }
}
