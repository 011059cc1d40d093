package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.kernel.Failure;
import io.peakday.testkit.PrivateKafka;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LossTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    @RegisterExtension
    static final PrivateKafka kafka = new PrivateKafka();

    @Test
    void eventsThatKafkaAcknowledgedAndNobodyHandledSurviveTheLossOfItsDisk() {
        Delivery delivery = new Delivery(postgres, "wiped");
        Subscription subscription = Subscription.durable("test.wiped").on(Parcel.SENT, delivery::handle);
        EventSettings settings = TestNode.settings("wiped.");
        try (TestNode node = node(settings, subscription).ready()) {
            EventFlowTest.sendRounds(node, 20, 30);
            delivery.awaitCount(600);
        }
        try (TestNode relay = node(settings).start()) {
            sendRounds(relay, 30, 60);
            RelayFaultTest.awaitEmptyOutbox(relay);
        }
        kafka.stop();
        kafka.wipe();
        kafka.start();
        try (TestNode node = node(settings, subscription)) {
            sendRounds(node, 60, 80);
            node.ready();
            delivery.awaitCount(20 * 80);
            delivery.assertExactlyOnceInOrder(20, 80);
            assertThat(node.meters.get("peakday.events.replayed").counter().count())
                    .isGreaterThanOrEqualTo(20 * 60);
            assertThat(node.deadLetters.counts()).isEmpty();
        }
    }

    @Test
    void aPartitionThatEndsBeforeWhereItHadComeToIsFilledAgainWhileTheProgramRuns() throws IOException {
        Delivery delivery = new Delivery(postgres, "shorter");
        Subscription subscription = Subscription.durable("test.shorter").on(Parcel.SENT, delivery::handle);
        EventSettings settings = TestNode.settings("shorter.");
        try (TestNode relay = node(settings).start()) {
            EventFlowTest.sendRounds(relay, 20, 30);
            RelayFaultTest.awaitEmptyOutbox(relay);
            kafka.stop();
            try (var folders = Files.newDirectoryStream(kafka.logs(), "shorter.parcels-*")) {
                for (Path folder : folders) {
                    io.peakday.testkit.TestFolder.delete(folder);
                }
            }
            kafka.start();
            relay.runtime().compare();
            try (TestNode node = node(settings, subscription).ready()) {
                sendRounds(node, 30, 40);
                delivery.awaitCount(20 * 40);
                delivery.assertExactlyOnceInOrder(20, 40);
            }
        }
    }

    @Test
    void nothingIsSentAgainWhileKafkaHasEverything() {
        EventSettings settings = TestNode.settings("whole.");
        try (TestNode node = node(settings).start()) {
            EventFlowTest.sendRounds(node, 10, 10);
            RelayFaultTest.awaitEmptyOutbox(node);
            node.runtime().compare();
        }
        kafka.stop();
        kafka.start();
        try (TestNode node = node(settings).start()) {
            sendRounds(node, 10, 11);
            RelayFaultTest.awaitEmptyOutbox(node);
            node.runtime().compare();
            assertThat(node.runtime().pendingReplays()).isZero();
            assertThat(node.meters.get("peakday.events.gaps").counter().count()).isZero();
        }
    }

    @Test
    void anOperatorReplaysWhatIsKeptAndHandlersSeeNothingTwice() {
        Delivery delivery = new Delivery(postgres, "asked");
        EventSettings settings = TestNode.settings("asked.");
        Replays replays = new Replays(postgres.database(), java.time.InstantSource.system(), settings);
        Instant begin = Instant.now();
        Subscription subscription = Subscription.durable("test.asked").on(Parcel.SENT, delivery::handle);
        try (TestNode node = node(settings, subscription).ready()) {
            EventFlowTest.sendRounds(node, 10, 20);
            delivery.awaitCount(200);
            RelayFaultTest.awaitEmptyOutbox(node);
            Replays.Asked asked = replays.since(begin, "parcels");
            assertThat(asked.events()).isGreaterThanOrEqualTo(200);
            await().atMost(TestNode.SOON).until(() -> replays.pending() == 0);
            await().atMost(TestNode.SOON)
                    .until(() -> TopicLog.numbers(kafka.bootstrap(), "asked.parcels").values().stream()
                                    .mapToInt(List::size)
                                    .sum()
                            >= 400);
            sendRounds(node, 20, 21, 10);
            delivery.awaitCount(210);
            delivery.assertExactlyOnceInOrder(10, 21);
        }
        assertThatThrownBy(() -> replays.since(Instant.now().minus(Duration.ofDays(8)), null))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("7 days");
        assertThatThrownBy(() -> replays.since(Instant.now().plusSeconds(60), null))
                .isInstanceOf(Failure.class);
    }

    private static TestNode node(EventSettings settings, Subscription... subscriptions) {
        return new TestNode(postgres.database(), kafka.bootstrap(), settings, subscriptions);
    }

    private static void sendRounds(TestNode node, int from, int to) {
        sendRounds(node, from, to, 20);
    }

    static void sendRounds(TestNode node, int from, int to, int keys) {
        for (int round = from; round < to; round++) {
            int number = round;
            node.database.run(() -> node.outbox.appendAll(
                    Parcel.SENT,
                    java.util.stream.IntStream.range(0, keys)
                            .mapToObj(key -> new Keyed<>("key-" + key, Parcel.of("hat", number)))
                            .toList()));
        }
    }
}
