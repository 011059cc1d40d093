package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayFaultTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private final EventSettings settings = TestNode.settings(TestKafka.prefix());

    @Test
    void aRelayThatDiesBetweenSendingAndDeletingLosesAndDoublesNothing() {
        Delivery delivery = new Delivery(postgres, "relay_dies");
        AtomicInteger deaths = new AtomicInteger();
        RelayLane.Faults dies = () -> {
            if (deaths.incrementAndGet() % 3 == 1 && deaths.get() < 20) {
                throw new IllegalStateException("killed by the test");
            }
        };
        try (TestNode node = node(dies, Subscription.durable("test.relay-dies").on(Parcel.SENT, delivery::handle))) {
            node.ready();
            EventFlowTest.sendRounds(node, 50, 60);
            delivery.awaitCount(3_000);
            awaitEmptyOutbox(node);
            delivery.assertExactlyOnceInOrder(50, 60);
            assertThat(deaths.get()).isGreaterThan(1);
            assertThat(node.runtime().latest(List.of("parcels")).next().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .as("events on the topic: some were sent twice, so the inbox had something to do")
                    .isGreaterThan(3_000);
        }
    }

    @Test
    void aRelayWhoseSessionIsGoneCannotDeleteAndAnotherGoesOn() {
        Delivery delivery = new Delivery(postgres, "zombie");
        AtomicInteger cuts = new AtomicInteger();
        RelayLane.Faults cutsSession = () -> {
            if (cuts.getAndIncrement() % 4 == 0 && cuts.get() < 20) {
                postgres.database()
                        .sql()
                        .sql("select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where datname = current_database() and query like '%cross join lateral%'"
                                + " and pid <> pg_backend_pid()")
                        .query()
                        .listOfRows();
            }
        };
        Subscription subscription = Subscription.durable("test.zombie").on(Parcel.SENT, delivery::handle);
        try (TestNode first = node(cutsSession, subscription).ready();
                TestNode second = new TestNode(
                                postgres.anotherNode(),
                                TestKafka.bootstrap(),
                                settings,
                                cutsSession,
                                DurableConsumer.Faults.NONE,
                                List.of())
                        .start()) {
            EventFlowTest.sendRounds(first, 50, 60);
            delivery.awaitCount(3_000);
            awaitEmptyOutbox(second);
            delivery.assertExactlyOnceInOrder(50, 60);
        }
    }

    @Test
    void aTransactionThatCommitsLateIsRelayedAfterThoseItWasOvertakenBy() throws InterruptedException {
        Delivery delivery = new Delivery(postgres, "late");
        try (TestNode node = node(
                        RelayLane.Faults.NONE, Subscription.durable("test.late").on(Parcel.SENT, delivery::handle))
                .ready()) {
            CountDownLatch appended = new CountDownLatch(1);
            CountDownLatch mayCommit = new CountDownLatch(1);
            Thread late = Thread.ofVirtual()
                    .start(() -> node.database.run(() -> {
                        node.outbox.append(Parcel.SENT, "late", Parcel.of("hat", 0));
                        appended.countDown();
                        awaitQuietly(mayCommit);
                    }));
            appended.await();
            EventFlowTest.sendRounds(node, 10, 10);
            delivery.awaitCount(100);
            assertThat(delivery.numbers("late")).isEmpty();
            mayCommit.countDown();
            late.join();
            delivery.awaitCount(101);
            assertThat(delivery.numbers("late")).containsExactly(0);
        }
    }

    @Test
    void aBacklogForATopicThatDoesNotExistYetKeepsItsOrder() {
        Delivery delivery = new Delivery(postgres, "backlog");
        EventSettings fresh = TestNode.settings(TestKafka.prefix());
        try (TestNode node = new TestNode(
                postgres.database(),
                TestKafka.bootstrap(),
                fresh,
                Subscription.durable("test.backlog").on(Parcel.SENT, delivery::handle))) {
            EventFlowTest.sendRounds(node, 30, 100);
            node.ready();
            delivery.awaitCount(3_000);
            delivery.assertExactlyOnceInOrder(30, 100);
        }
    }

    @Test
    void anotherNodeIsWokenByASignalWhenItRelays() {
        Delivery delivery = new Delivery(postgres, "signal");
        EventSettings neverPolls = withRelay(new EventSettings.Relay(
                true,
                2,
                500,
                java.time.Duration.ofMillis(2),
                java.time.Duration.ofHours(1),
                java.time.Duration.ofSeconds(2)));
        EventSettings neverRelays = withRelay(new EventSettings.Relay(
                false,
                2,
                500,
                java.time.Duration.ofMillis(2),
                java.time.Duration.ofHours(1),
                java.time.Duration.ofSeconds(2)));
        try (TestNode relaying = new TestNode(
                                postgres.anotherNode(),
                                TestKafka.bootstrap(),
                                neverPolls,
                                Subscription.durable("test.signal").on(Parcel.SENT, delivery::handle))
                        .ready();
                TestNode appending = new TestNode(postgres.database(), TestKafka.bootstrap(), neverRelays).start()) {
            await().atMost(TestNode.SOON).until(() -> leases() == Shards.COUNT + 1);
            for (int number = 0; number < 5; number++) {
                appending.send("anna", Parcel.of("hat", number));
                delivery.awaitCount(number + 1);
            }
            assertThat(relaying.meters.get("peakday.events.relayed").counter().count())
                    .isEqualTo(5);
        }
    }

    private long leases() {
        return postgres.database()
                .sql()
                .sql("select count(*) from events.lease where expires_at > clock_timestamp()")
                .query(Long.class)
                .single();
    }

    private EventSettings withRelay(EventSettings.Relay relay) {
        return new EventSettings(
                settings.topicPrefix(),
                "peakday",
                "local",
                "",
                settings.topics(),
                relay,
                settings.sent(),
                settings.consumers());
    }

    private TestNode node(RelayLane.Faults faults, Subscription... subscriptions) {
        return new TestNode(
                postgres.database(),
                TestKafka.bootstrap(),
                settings,
                faults,
                DurableConsumer.Faults.NONE,
                List.of(subscriptions));
    }

    static void awaitEmptyOutbox(TestNode node) {
        await().atMost(TestNode.SOON)
                .until(() -> node.database
                                .sql()
                                .sql("select count(*) from events.outbox")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
