package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BroadcastTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private final EventSettings settings = TestNode.settings(TestKafka.prefix());

    @Test
    void everyNodeGetsEveryEventInOrder() {
        List<Integer> here = new CopyOnWriteArrayList<>();
        List<Integer> there = new CopyOnWriteArrayList<>();
        try (TestNode first = node(listening(here)).ready();
                TestNode second = node(listening(there)).ready()) {
            for (int number = 0; number < 100; number++) {
                first.send("anna", Parcel.of("hat", number));
            }
            List<Integer> all = IntStream.range(0, 100).boxed().toList();
            await().atMost(TestNode.SOON).untilAsserted(() -> assertThat(here).isEqualTo(all));
            await().atMost(TestNode.SOON).untilAsserted(() -> assertThat(there).isEqualTo(all));
        }
    }

    @Test
    void aNodeThatTakesNoPartInDurableSubscriptionsReceivesBroadcastsAllTheSame() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        Delivery delivery = new Delivery(postgres, "elsewhere");
        Subscription durable = Subscription.durable("test.elsewhere").on(Parcel.SENT, delivery::handle);
        EventSettings.Consumers some = settings.consumers();
        EventSettings listensOnly = new EventSettings(
                settings.topicPrefix(),
                "peakday",
                "local",
                "",
                settings.topics(),
                settings.relay(),
                settings.sent(),
                new EventSettings.Consumers(
                        false,
                        some.batch(),
                        some.attempts(),
                        some.retryBudget(),
                        some.inboxRetention(),
                        some.sessionTimeout(),
                        some.groupPatience()));
        try (TestNode node = new TestNode(
                        postgres.database(), TestKafka.bootstrap(), listensOnly, listening(seen), durable)
                .ready()) {
            node.send("anna", Parcel.of("hat", 0));
            await().atMost(TestNode.SOON).untilAsserted(() -> assertThat(seen).containsExactly(0));
            assertThat(delivery.count()).isZero();
        }
        try (TestNode worker = node(durable).ready()) {
            delivery.awaitCount(1);
        }
    }

    @Test
    void aNodeThatKeepsItsPositionsGoesOnWhereItLeftOff() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        AtomicReference<Optional<Positions>> kept = new AtomicReference<>(Optional.empty());
        Subscription following = listening(seen)
                .startingAt(kept::get, () -> seen.add(-1))
                .onProgress(positions -> kept.set(Optional.of(positions)));
        try (TestNode node = node(following).ready()) {
            node.send("anna", Parcel.of("hat", 0));
            await().atMost(TestNode.SOON).until(() -> kept.get().isPresent());
        }
        try (TestNode other = node().start()) {
            other.send("anna", Parcel.of("hat", 1));
            RelayFaultTest.awaitEmptyOutbox(other);
        }
        try (TestNode node = node(following).ready()) {
            node.send("anna", Parcel.of("hat", 2));
            await().atMost(TestNode.SOON).untilAsserted(() -> assertThat(seen).containsExactly(0, 1, 2));
        }
    }

    @Test
    void aNodeWhosePositionIsNoLongerKeptIsNotifiedOfTheGap() {
        AtomicInteger gaps = new AtomicInteger();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        Subscription following = listening(seen)
                .startingAt(() -> Optional.of(Positions.of(Map.of("parcels/0", 999L))), gaps::incrementAndGet);
        try (TestNode node = node(following).ready()) {
            assertThat(gaps.get()).isEqualTo(1);
            node.send("anna", Parcel.of("hat", 0));
            await().atMost(TestNode.SOON).untilAsserted(() -> assertThat(seen).containsExactly(0));
        }
    }

    @Test
    void aNodeThatBeginsAtTheLatestEventIsNotifiedOnceItHasItsPlace() {
        AtomicInteger forgotten = new AtomicInteger();
        AtomicInteger attempts = new AtomicInteger();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        Subscription following = listening(seen).onMissedEvents(() -> {
            if (attempts.getAndIncrement() == 0) {
                throw new IllegalStateException("not yet");
            }
            forgotten.incrementAndGet();
        });
        try (TestNode other = node().start()) {
            other.send("anna", Parcel.of("hat", 0));
            RelayFaultTest.awaitEmptyOutbox(other);
        }
        try (TestNode node = node(following).ready()) {
            assertThat(forgotten).as("once, after a first attempt that failed").hasValue(1);
            node.send("anna", Parcel.of("hat", 1));
            await().atMost(TestNode.SOON).untilAsserted(() -> assertThat(seen).containsExactly(1));
            assertThat(forgotten).hasValue(1);
        }
    }

    @Test
    void aFailingEventIsPassedOverAfterItsRetries() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        Subscription failing = Subscription.broadcast("test.failing").on(Parcel.SENT, received -> {
            if (received.payload().number() == 1) {
                throw new IllegalStateException("no");
            }
            seen.add(received.payload().number());
        });
        try (TestNode node = node(failing).ready()) {
            for (int number = 0; number < 3; number++) {
                node.send("anna", Parcel.of("hat", number));
            }
            await().atMost(TestNode.SOON).until(() -> seen.contains(2));
            assertThat(seen).doesNotContain(1);
        }
    }

    @Test
    void theLatestPositionsCountWhatWasSent() {
        try (TestNode node = node().start()) {
            assertThat(node.runtime().latest(List.of("parcels")).next())
                    .hasSize(4)
                    .allSatisfy((partition, next) -> assertThat(next).isZero());
            node.send("anna", Parcel.of("hat", 0));
            await().atMost(TestNode.SOON)
                    .until(() -> node.runtime().latest(List.of("parcels")).next().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()
                            == 1);
        }
    }

    private static Subscription listening(List<Integer> seen) {
        return Subscription.broadcast("test.broadcast")
                .on(Parcel.SENT, received -> seen.add(received.payload().number()));
    }

    private TestNode node(Subscription... subscriptions) {
        return new TestNode(postgres.database(), TestKafka.bootstrap(), settings, subscriptions);
    }
}
