package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventFlowTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private final EventSettings settings = TestNode.settings(TestKafka.prefix());

    @Test
    void anEventReachesItsHandlerWithItsEnvelope() {
        List<Received<Parcel>> received = new CopyOnWriteArrayList<>();
        try (TestNode node = node(Subscription.durable("test.envelope").on(Parcel.SENT, received::add))
                .ready()) {
            AtomicReference<UUID> id = new AtomicReference<>();
            String trace = TraceContext.fresh();
            TraceContext.within(trace, () -> {
                node.database.run(() -> id.set(node.outbox.append(Parcel.SENT, "anna", Parcel.of("hat", 7))));
                return true;
            });
            await().atMost(TestNode.SOON).until(() -> !received.isEmpty());
            Received<Parcel> one = received.getFirst();
            assertThat(one.payload()).isEqualTo(Parcel.of("hat", 7));
            assertThat(one.envelope().id()).isEqualTo(id.get());
            assertThat(one.envelope().type()).isEqualTo("parcel.sent");
            assertThat(one.envelope().key()).isEqualTo("anna");
            assertThat(one.envelope().producer()).isEqualTo("peakday");
            assertThat(one.envelope().traceparent()).isEqualTo(trace);
        }
    }

    @Test
    void aHandlerRunsInTheTraceOfTheAppend() {
        List<String> traces = new CopyOnWriteArrayList<>();
        try (TestNode node = node(Subscription.durable("test.trace")
                        .on(Parcel.SENT, one -> traces.add(String.valueOf(TraceContext.current()))))
                .ready()) {
            String trace = TraceContext.fresh();
            TraceContext.within(trace, () -> {
                node.send("anna", Parcel.of("hat", 1));
                return true;
            });
            await().atMost(TestNode.SOON).until(() -> !traces.isEmpty());
            assertThat(traces.getFirst().substring(0, 36)).isEqualTo(trace.substring(0, 36));
            assertThat(traces.getFirst()).isNotEqualTo(trace);
        }
    }

    @Test
    void eventsThatMayWaitAreHandedOverTogether() {
        List<Integer> batches = new CopyOnWriteArrayList<>();
        try (TestNode node = node(Subscription.durable("test.gathered")
                        .maxWait(Duration.ofSeconds(3))
                        .onBatch(Parcel.SENT, parcels -> batches.add(parcels.size())))
                .ready()) {
            int count = 8;
            for (int i = 0; i < count; i++) {
                node.send("anna", Parcel.of("hat", i));
                await().atMost(TestNode.SOON).until(() -> unsent() == 0);
            }
            await().atMost(TestNode.SOON)
                    .until(() -> batches.stream().mapToInt(size -> size).sum() == count);
            assertThat(batches).as("how many came together").hasSizeLessThan(count / 2);
        }
    }

    @Test
    void onlyWhatIsHandledOnceMayWait() {
        assertThatThrownBy(() -> Subscription.broadcast("test.at-once").maxWait(Duration.ofMillis(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Subscription.durable("test.at-last").maxWait(Duration.ofSeconds(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("up to PT5S");
    }

    private static long unsent() {
        return postgres.database()
                .sql()
                .sql("select count(*) from events.outbox")
                .query(Long.class)
                .single();
    }

    @Test
    void nothingIsSentOfATransactionThatRollsBack() {
        List<Integer> numbers = new CopyOnWriteArrayList<>();
        try (TestNode node = node(Subscription.durable("test.rollback")
                        .on(Parcel.SENT, one -> numbers.add(one.payload().number())))
                .ready()) {
            assertThatThrownBy(() -> node.database.run(() -> {
                        node.outbox.append(Parcel.SENT, "anna", Parcel.of("hat", 1));
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
            node.send("anna", Parcel.of("hat", 2));
            await().atMost(TestNode.SOON).until(() -> !numbers.isEmpty());
            assertThat(numbers).containsExactly(2);
        }
    }

    @Test
    void appendingOutsideATransactionIsRefused() {
        try (TestNode node = node()) {
            assertThatThrownBy(() -> node.outbox.append(Parcel.SENT, "anna", Parcel.of("hat", 1)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void thousandsOfEventsAreHandledExactlyOnceAndInOrderByKey() {
        Delivery delivery = new Delivery(postgres, "flow");
        try (TestNode node = node(Subscription.durable("test.flow").on(Parcel.SENT, delivery::handle))
                .ready()) {
            sendRounds(node, 40, 100);
            delivery.awaitCount(4_000);
            delivery.assertExactlyOnceInOrder(40, 100);
        }
    }

    @Test
    void aBatchHandlerGetsRunsInOrderAcrossTypes() {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (TestNode node = node(Subscription.durable("test.batches")
                        .onBatch(
                                Parcel.SENT,
                                many -> many.forEach(
                                        one -> seen.add("sent " + one.payload().number())))
                        .onBatch(
                                Parcel.LOST,
                                many -> many.forEach(
                                        one -> seen.add("lost " + one.payload().number()))))
                .ready()) {
            node.database.run(() -> node.outbox.appendFacts(List.of(
                    new Fact<>(Parcel.SENT, "anna", Parcel.of("hat", 1)),
                    new Fact<>(Parcel.SENT, "anna", Parcel.of("hat", 2)),
                    new Fact<>(Parcel.LOST, "anna", Parcel.of("hat", 1)),
                    new Fact<>(Parcel.SENT, "anna", Parcel.of("hat", 3)))));
            await().atMost(TestNode.SOON).until(() -> seen.size() == 4);
            assertThat(seen).containsExactly("sent 1", "sent 2", "lost 1", "sent 3");
        }
    }

    @Test
    void eachSubscriptionGetsEveryEvent() {
        Delivery first = new Delivery(postgres, "first");
        Delivery second = new Delivery(postgres, "second");
        try (TestNode node = node(
                        Subscription.durable("test.first").on(Parcel.SENT, first::handle),
                        Subscription.durable("test.second").on(Parcel.SENT, second::handle))
                .ready()) {
            node.send("anna", Parcel.of("hat", 0));
            first.awaitCount(1);
            second.awaitCount(1);
        }
    }

    private TestNode node(Subscription... subscriptions) {
        return new TestNode(postgres.database(), TestKafka.bootstrap(), settings, subscriptions);
    }

    /** One transaction a round: the next number for every key. */
    static void sendRounds(TestNode node, int keys, int rounds) {
        for (int round = 0; round < rounds; round++) {
            List<Keyed<Parcel>> all = new ArrayList<>();
            for (int key = 0; key < keys; key++) {
                all.add(new Keyed<>("key-" + key, Parcel.of("hat", round)));
            }
            node.database.run(() -> node.outbox.appendAll(Parcel.SENT, all));
        }
    }
}
