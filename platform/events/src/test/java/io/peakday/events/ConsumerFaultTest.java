package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConsumerFaultTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private final EventSettings settings = TestNode.settings(TestKafka.prefix());

    @Test
    void aConsumerThatDiesBetweenTheCommitOfItsWorkAndOfItsOffsetDoublesNothing() {
        Delivery delivery = new Delivery(postgres, "consumer_dies");
        AtomicInteger deaths = new AtomicInteger();
        DurableConsumer.Faults dies = () -> {
            int death = deaths.incrementAndGet();
            if (death <= 8 && death % 2 == 0) {
                throw new IllegalStateException("killed by the test");
            } else if (death <= 8) {
                throw new AssertionError("as a driver's assertion fails");
            }
        };
        try (TestNode node = new TestNode(
                        postgres.database(),
                        TestKafka.bootstrap(),
                        settings,
                        RelayLane.Faults.NONE,
                        dies,
                        List.of(Subscription.durable("test.consumer-dies").on(Parcel.SENT, delivery::handle)))
                .ready()) {
            EventFlowTest.sendRounds(node, 40, 50);
            delivery.awaitCount(2_000);
            delivery.assertExactlyOnceInOrder(40, 50);
            assertThat(deaths.get()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void twoNodesShareTheWorkWhileOneAfterTheOtherComesAndGoes() {
        Delivery delivery = new Delivery(postgres, "two_nodes");
        Subscription subscription = Subscription.durable("test.two-nodes").on(Parcel.SENT, delivery::handle);
        try (TestNode first =
                new TestNode(postgres.database(), TestKafka.bootstrap(), settings, subscription).ready()) {
            EventFlowTest.sendRounds(first, 40, 30);
            try (TestNode second =
                    new TestNode(postgres.anotherNode(), TestKafka.bootstrap(), settings, subscription).ready()) {
                sendRounds(second, 30, 60);
                delivery.awaitCount(40 * 45);
            }
            sendRounds(first, 60, 90);
            try (TestNode third =
                    new TestNode(postgres.anotherNode(), TestKafka.bootstrap(), settings, subscription).ready()) {
                first.close();
                sendRounds(third, 90, 100);
                delivery.awaitCount(40 * 100);
            }
            delivery.assertExactlyOnceInOrder(40, 100);
        }
    }

    private static void sendRounds(TestNode node, int from, int to) {
        for (int round = from; round < to; round++) {
            int number = round;
            node.database.run(() -> node.outbox.appendAll(
                    Parcel.SENT,
                    java.util.stream.IntStream.range(0, 40)
                            .mapToObj(key -> new Keyed<>("key-" + key, Parcel.of("hat", number)))
                            .toList()));
        }
    }
}
