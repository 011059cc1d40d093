package io.peakday.events;

import io.peakday.testkit.PrivateKafka;
import io.peakday.testkit.PrivatePostgres;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutageTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    @RegisterExtension
    static final PrivateKafka kafka = new PrivateKafka();

    @RegisterExtension
    static final PrivatePostgres ownPostgres = PrivatePostgres.with(EventsModule.SCHEMA);

    @Test
    void appendsGoOnWhileKafkaIsDownAndAreRelayedWhenItIsBack() {
        Delivery delivery = new Delivery(postgres, "kafka_down");
        EventSettings settings = TestNode.settings("t.");
        try (TestNode node = new TestNode(
                        postgres.database(),
                        kafka.bootstrap(),
                        settings,
                        Subscription.durable("test.kafka-down").on(Parcel.SENT, delivery::handle))
                .ready()) {
            rounds(node, 0, 20);
            delivery.awaitCount(100);
            kafka.stop();
            rounds(node, 20, 60);
            kafka.start();
            rounds(node, 60, 80);
            delivery.awaitCount(20 * 80);
            delivery.assertExactlyOnceInOrder(20, 80);
        }
    }

    @Test
    void consumersWaitWhilePostgresIsDownAndGoOnWhenItIsBack() {
        Delivery delivery = new Delivery(ownPostgres.owner(), ownPostgres.database(), "postgres_down");
        EventSettings settings = TestNode.settings(TestKafka.prefix());
        try (TestNode node = new TestNode(
                        ownPostgres.database(),
                        TestKafka.bootstrap(),
                        settings,
                        Subscription.durable("test.postgres-down").on(Parcel.SENT, delivery::handle))
                .ready()) {
            rounds(node, 0, 40);
            ownPostgres.kill();
            ownPostgres.start();
            delivery.awaitCount(20 * 40);
            rounds(node, 40, 60);
            ownPostgres.stop();
            ownPostgres.start();
            delivery.awaitCount(20 * 60);
            delivery.assertExactlyOnceInOrder(20, 60);
            org.assertj.core.api.Assertions.assertThat(node.deadLetters.counts())
                    .as("an outage is not the events' fault")
                    .isEmpty();
        }
    }

    private static void rounds(TestNode node, int from, int to) {
        for (int round = from; round < to; round++) {
            int number = round;
            node.database.run(() -> node.outbox.appendAll(
                    Parcel.SENT,
                    java.util.stream.IntStream.range(0, 20)
                            .mapToObj(key -> new Keyed<>("key-" + key, Parcel.of("hat", number)))
                            .toList()));
        }
    }
}
