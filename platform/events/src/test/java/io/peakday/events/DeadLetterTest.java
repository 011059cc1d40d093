package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.events.DeadLetters.ReplayOutcome;
import io.peakday.kernel.Failure;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLetterTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private final EventSettings settings = TestNode.settings(TestKafka.prefix());
    private final Set<String> poison = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void noDeadLetters() {
        postgres.database().sql().sql("delete from events.dead_letter").update();
    }

    @Test
    void aPoisonedEventIsDeadLetteredWithThoseOfItsKeyAndTheOthersGoOn() {
        Delivery delivery = new Delivery(postgres, "poison");
        poison.add("key-3/5");
        try (TestNode node = node(subscription("test.poison", delivery)).ready()) {
            EventFlowTest.sendRounds(node, 20, 50);
            delivery.awaitCount(20 * 50 - 45);
            assertThat(delivery.numbers("key-3")).containsExactly(0, 1, 2, 3, 4);
            assertThat(delivery.numbers("key-4")).hasSize(50);
            await().atMost(TestNode.SOON).until(() -> Map.of("test.poison", 45L).equals(node.deadLetters.counts()));
            DeadLetter head =
                    node.deadLetters.list("test.poison", null, 200).letters().getLast();
            assertThat(head.state()).isEqualTo(DeadLetter.State.DEAD);
            assertThat(head.error()).isEqualTo("IllegalStateException: I do not like key-3/5");
            assertThat(head.stack()).contains("DeadLetterTest");
            assertThat(head.attempts()).isEqualTo(3);
            assertThat(head.envelope().key()).isEqualTo("key-3");
            assertThat(head.payload()).contains("\"number\":5");

            assertThat(node.deadLetters.replay(head.id()))
                    .isEqualTo(new ReplayOutcome.StillFailing(
                            0, head.id(), "IllegalStateException: I do not like key-3/5"));
            poison.clear();
            assertThat(node.deadLetters.replay(head.id())).isEqualTo(new ReplayOutcome.Done(45));
            delivery.assertExactlyOnceInOrder(20, 50);
            assertThat(node.deadLetters.replay(head.id())).isEqualTo(new ReplayOutcome.Gone());
        }
    }

    @Test
    void anUnorderedSubscriptionDeadLettersOnlyTheFailingEvent() {
        Delivery delivery = new Delivery(postgres, "unordered");
        poison.add("anna/1");
        try (TestNode node =
                node(subscription("test.unordered", delivery).unordered()).ready()) {
            for (int number = 0; number < 4; number++) {
                node.send("anna", Parcel.of("hat", number));
            }
            delivery.awaitCount(3);
            assertThat(delivery.numbers("anna")).containsExactly(0, 2, 3);
            poison.clear();
            await().atMost(TestNode.SOON).until(() -> node.deadLetters.counts().containsKey("test.unordered"));
            assertThat(node.deadLetters.replayAll("test.unordered")).isEqualTo(new DeadLetters.ReplayReport(1, 0));
            assertThat(delivery.numbers("anna")).containsExactly(0, 2, 3, 1);
        }
    }

    @Test
    void discardingADeadLetterLetsThoseBehindItGoOn() {
        Delivery delivery = new Delivery(postgres, "discard");
        poison.add("anna/0");
        try (TestNode node = node(subscription("test.discard", delivery)).ready()) {
            for (int number = 0; number < 3; number++) {
                node.send("anna", Parcel.of("hat", number));
            }
            await().atMost(TestNode.SOON).until(() -> Map.of("test.discard", 3L).equals(node.deadLetters.counts()));
            List<DeadLetter> letters = node.deadLetters.list(null, null, 10).letters();
            assertThat(node.deadLetters.replay(letters.getFirst().id()))
                    .isEqualTo(new ReplayOutcome.WaitsBehind(letters.getLast().id()));
            assertThatThrownBy(() -> node.deadLetters.discard(letters.getLast().id(), " "))
                    .isInstanceOf(Failure.class);
            assertThat(node.deadLetters.discard(letters.getLast().id(), "sent by mistake"))
                    .isEqualTo(new ReplayOutcome.Done(2));
            assertThat(delivery.numbers("anna")).containsExactly(1, 2);
            assertThat(node.database
                            .sql()
                            .sql("select reason from events.discarded where id = ?")
                            .param(letters.getLast().id())
                            .query(String.class)
                            .single())
                    .isEqualTo("sent by mistake");
        }
    }

    @Test
    void replaysThatRaceHandleEachEventOnceWhileNewOnesArrive() throws InterruptedException, ExecutionException {
        Delivery delivery = new Delivery(postgres, "race");
        poison.add("anna/0");
        try (TestNode node = node(subscription("test.race", delivery)).ready();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 50; number++) {
                node.send("anna", Parcel.of("hat", number));
            }
            await().atMost(TestNode.SOON).until(() -> Map.of("test.race", 50L).equals(node.deadLetters.counts()));
            UUID head =
                    node.deadLetters.list(null, null, 200).letters().getLast().id();
            poison.clear();
            Future<?> sending = threads.submit(() -> {
                for (int number = 50; number < 150; number++) {
                    node.send("anna", Parcel.of("hat", number));
                }
            });
            List<Future<ReplayOutcome>> replays = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> node.deadLetters.replay(head)))
                    .toList();
            sending.get();
            for (Future<ReplayOutcome> replay : replays) {
                replay.get();
            }
            delivery.awaitCount(150);
            assertThat(delivery.numbers("anna"))
                    .isEqualTo(java.util.stream.IntStream.range(0, 150).boxed().toList());
            assertThat(node.deadLetters.counts()).isEmpty();
        }
    }

    @Test
    void aReplayThatEndedHalfwayIsGoneOnWith() {
        Delivery delivery = new Delivery(postgres, "halfway");
        poison.add("anna/0");
        try (TestNode node = node(subscription("test.halfway", delivery)).ready()) {
            for (int number = 0; number < 4; number++) {
                node.send("anna", Parcel.of("hat", number));
            }
            await().atMost(TestNode.SOON).until(() -> Map.of("test.halfway", 4L).equals(node.deadLetters.counts()));
            node.deadLetters.resume();
            assertThat(node.deadLetters.counts())
                    .as("nothing passes a dead letter")
                    .containsEntry("test.halfway", 4L);
            // What a node leaves behind that dies after the first event of a replay.
            node.database
                    .sql()
                    .sql("delete from events.dead_letter where state = 'DEAD'")
                    .update();
            node.deadLetters.resume();
            assertThat(delivery.numbers("anna")).containsExactly(1, 2, 3);
            assertThat(node.deadLetters.counts()).isEmpty();
        }
    }

    @Test
    void aRecordThatIsNoEventBecomesADeadLetter() {
        Delivery delivery = new Delivery(postgres, "damaged");
        try (TestNode node = node(subscription("test.damaged", delivery)).ready()) {
            node.send("anna", Parcel.of("hat", 0));
            delivery.awaitCount(1);
            try (var producer = new KafkaProducer<>(
                    TestKafka.bootstrap().client(), new ByteArraySerializer(), new ByteArraySerializer())) {
                byte[] payload = "{\"name\":\"hat\",\"number\":9}".getBytes(StandardCharsets.UTF_8);
                ProducerRecord<byte[], byte[]> forged = new ProducerRecord<>(
                        settings.topicPrefix() + "parcels", "bert".getBytes(StandardCharsets.UTF_8), payload);
                forged.headers().add(Wire.TYPE, "parcel.sent".getBytes(StandardCharsets.UTF_8));
                producer.send(forged);
                producer.send(new ProducerRecord<>(
                        settings.topicPrefix() + "parcels", new byte[5_000], new byte[] {0, (byte) 0xC3, 0x28}));
                producer.flush();
            }
            node.send("anna", Parcel.of("hat", 1));
            delivery.awaitCount(2);
            await().atMost(TestNode.SOON).until(() -> Map.of("test.damaged", 2L).equals(node.deadLetters.counts()));
            assertThat(node.deadLetters.list("test.damaged", null, 10).letters())
                    .extracting(DeadLetter::error)
                    .allMatch(error -> error.equals(Admission.UNSIGNED));
            assertThat(delivery.numbers("bert")).isEmpty();
        }
    }

    @Test
    void pagesOfDeadLettersFollowOnEachOther() {
        Delivery delivery = new Delivery(postgres, "pages");
        poison.add("anna/0");
        try (TestNode node = node(subscription("test.pages", delivery)).ready()) {
            for (int number = 0; number < 5; number++) {
                node.send("anna", Parcel.of("hat", number));
            }
            await().atMost(TestNode.SOON).until(() -> Map.of("test.pages", 5L).equals(node.deadLetters.counts()));
            DeadLetters.Listed first = node.deadLetters.list(null, null, 3);
            DeadLetters.Listed second = node.deadLetters.list(null, first.next(), 3);
            assertThat(first.letters()).hasSize(3);
            assertThat(second.letters()).hasSize(2);
            assertThat(second.next()).isNull();
            assertThat(node.deadLetters.get(second.letters().getLast().id()))
                    .contains(second.letters().getLast());
            node.deadLetters.discard(first.letters().getLast().id(), "gone before the next page is read");
            assertThat(node.deadLetters.list(null, first.next(), 3)).isEqualTo(second);
            assertThat(node.deadLetters.list("test.other", null, 3).letters()).isEmpty();
        }
    }

    private Subscription subscription(String name, Delivery delivery) {
        return Subscription.durable(name).on(Parcel.SENT, received -> {
            delivery.handle(received);
            String what = received.envelope().key() + "/" + received.payload().number();
            if (poison.contains(what)) {
                throw new IllegalStateException("I do not like " + what);
            }
        });
    }

    private TestNode node(Subscription subscription) {
        return new TestNode(postgres.database(), TestKafka.bootstrap(), settings, subscription);
    }
}
