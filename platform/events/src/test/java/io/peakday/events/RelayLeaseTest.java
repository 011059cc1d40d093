package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelayLeaseTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private final EventSettings settings = TestNode.settings(TestKafka.prefix());

    private enum Step {
        TAKEN,
        READ,
        SENT,
        MOVED
    }

    /** Stops every lane of a node at a step, as SIGSTOP would, until it is let go. */
    private static final class Stops implements RelayLane.Faults {
        private final Step step;
        private final AtomicBoolean on = new AtomicBoolean();
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch wake = new CountDownLatch(1);

        Stops(Step step) {
            this.step = step;
        }

        private void at(Step here) {
            if (here == step && on.get()) {
                reached.countDown();
                RelayFaultTest.awaitQuietly(wake);
            }
        }

        @Override
        public void taken() {
            at(Step.TAKEN);
        }

        @Override
        public void read() {
            at(Step.READ);
        }

        @Override
        public void sentButNotDeleted() {
            at(Step.SENT);
        }

        @Override
        public void moved() {
            at(Step.MOVED);
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aRelayThatIsStoppedHoldsUpTheOthersNoLongerThanItsLeaseAndDoesNoHarmWhenItWakes(Step step) {
        Delivery delivery = new Delivery(postgres, "stopped_" + step);
        Stops stops = new Stops(step);
        Subscription subscription = Subscription.durable(
                        "test.stopped-" + step.name().toLowerCase(java.util.Locale.ROOT))
                .on(Parcel.SENT, delivery::handle);
        stops.on.set(step == Step.TAKEN);
        try (TestNode stopped = new TestNode(
                        postgres.anotherNode(),
                        TestKafka.bootstrap(),
                        settings,
                        stops,
                        DurableConsumer.Faults.NONE,
                        List.of())
                .start()) {
            if (step != Step.TAKEN) {
                await().atMost(TestNode.SOON).until(RelayLeaseTest::allHeld);
                EventFlowTest.sendRounds(stopped, 40, 1);
                RelayFaultTest.awaitEmptyOutbox(stopped);
                stops.on.set(true);
            }
            sendRounds(stopped, step == Step.TAKEN ? 0 : 1, 20);
            await().atMost(TestNode.SOON).until(() -> stops.reached.getCount() == 0);
            try (TestNode other =
                    new TestNode(postgres.database(), TestKafka.bootstrap(), settings, subscription).ready()) {
                RelayFaultTest.awaitEmptyOutbox(other);
                sendRounds(other, 20, 40);
                delivery.awaitCount(40 * 40);
                stops.wake.countDown();
                await().atMost(TestNode.SOON)
                        .until(() -> stopped.meters
                                        .get("peakday.events.relay.trouble")
                                        .counter()
                                        .count()
                                >= (step == Step.TAKEN || step == Step.MOVED ? 0 : 1));
                sendRounds(other, 40, 60);
                delivery.awaitCount(40 * 60);
                RelayFaultTest.awaitEmptyOutbox(other);
                delivery.assertExactlyOnceInOrder(40, 60);
            }
        }
        List<Integer> expected = IntStream.range(0, 60).boxed().toList();
        TopicLog.numbers(TestKafka.bootstrap(), settings.topicPrefix() + "parcels")
                .forEach((key, numbers) -> {
                    assertThat(List.copyOf(new LinkedHashSet<>(numbers)))
                            .as("first occurrences of %s in %s", key, numbers)
                            .isEqualTo(expected);
                    assertThat(List.copyOf(new LinkedHashSet<>(numbers.reversed()))
                                    .reversed())
                            .as("last occurrences of %s, which a broadcast subscription ends with", key)
                            .isEqualTo(expected);
                });
    }

    private static boolean allHeld() {
        return postgres.database()
                        .sql()
                        .sql(
                                "select count(*) from events.lease where name like 'relay.%' and expires_at > clock_timestamp()")
                        .query(Long.class)
                        .single()
                == Shards.COUNT + 1;
    }

    private static void sendRounds(TestNode node, int from, int to) {
        for (int round = from; round < to; round++) {
            int number = round;
            node.database.run(() -> node.outbox.appendAll(
                    Parcel.SENT,
                    IntStream.range(0, 40)
                            .mapToObj(key -> new Keyed<>("key-" + key, Parcel.of("hat", number)))
                            .toList()));
        }
    }
}
