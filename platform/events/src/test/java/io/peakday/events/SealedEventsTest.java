package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is personal in an event is read by handlers, and by nobody else; once its key is shredded by nobody at all. */
class SealedEventsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    record Where(String street, @Nullable String door) {}

    record Notice(UUID about, String email, Where where, int number) {}

    private static final EventType<Notice> NOTICE = new EventType<>("person.notified", 1, "people", Notice.class)
            .sealing(Personal.email("email"), Personal.text("where.street"), Personal.text("where.door"));
    private static final EventType<Notice> PLAIN = new EventType<>("person.notified", 1, "people", Notice.class);

    private final EventSettings settings = TestNode.settings(TestKafka.prefix());
    private final List<Notice> read = new CopyOnWriteArrayList<>();

    @Test
    void handlersReadWhatNeitherTheOutboxNorKafkaShows() {
        UUID anna = UUID.randomUUID();
        Notice notice = new Notice(anna, "anna@marked.example", new Where("Marked Street", null), 7);
        try (TestNode node = node("test.sealed").ready()) {
            node.database.run(() -> {
                node.outbox.append(NOTICE, anna.toString(), notice);
                assertThat(payloads(node)).doesNotContain("arked").contains("\"number\":7", "\"sealed\":");
            });

            await().atMost(TestNode.SOON).until(() -> read.contains(notice));

            assertThat(topic()).isNotEmpty().noneMatch(record -> record.contains("arked"));
        }
    }

    @Test
    void afterShreddingThePersonIsErasedInEveryCopyAndNothingIsSealedForThemAgain() {
        UUID bert = UUID.randomUUID();
        Notice notice = new Notice(bert, "bert@marked.example", new Where("Marked Street", "Marked door"), 1);
        Notice erased = new Notice(bert, Personal.ERASED_EMAIL, new Where("Erased", "Erased"), 1);
        TestNode writer = new TestNode(postgres.database(), TestKafka.bootstrap(), settings);
        writer.database.run(() -> writer.outbox.append(NOTICE, bert.toString(), notice));
        writer.database.run(() -> writer.outbox.shred(List.of(bert)));
        writer.database.run(() -> writer.outbox.append(NOTICE, bert.toString(), notice));

        try (TestNode node = node("test.shredded").ready()) {
            await().atMost(TestNode.SOON).until(() -> read.size() == 2);
        }

        assertThat(read).containsOnly(erased);
        assertThat(topic()).noneMatch(record -> record.contains("arked"));
    }

    @Test
    void whoNeedsNothingPersonalIsGivenNothing() {
        UUID gwen = UUID.randomUUID();
        try (TestNode node = new TestNode(
                        postgres.database(),
                        TestKafka.bootstrap(),
                        settings,
                        Subscription.durable("test.impersonal")
                                .impersonal()
                                .on(NOTICE, received -> read.add(received.payload())))
                .ready()) {
            node.database.run(() -> node.outbox.append(
                    NOTICE,
                    gwen.toString(),
                    new Notice(gwen, "gwen@marked.example", new Where("Marked Street", null), 4)));

            await().atMost(TestNode.SOON)
                    .until(() ->
                            read.contains(new Notice(gwen, Personal.ERASED_EMAIL, new Where("Erased", "Erased"), 4)));
        }
    }

    @Test
    void whatWasWrittenBeforeThereWasSealingIsStillRead() {
        UUID cleo = UUID.randomUUID();
        Notice notice = new Notice(cleo, "cleo@old.example", new Where("Old Street", null), 2);
        TestNode writer = new TestNode(postgres.database(), TestKafka.bootstrap(), settings);
        writer.database.run(() -> writer.outbox.append(PLAIN, cleo.toString(), notice));

        try (TestNode node = node("test.unsealed").ready()) {
            await().atMost(TestNode.SOON).until(() -> read.contains(notice));
        }
    }

    @Test
    void aSealedPartDoesNotFitAnotherEvent() {
        byte[] secret = new byte[32];
        byte[] payload = Sealing.seal(
                NOTICE, "dora", new Notice(UUID.randomUUID(), "dora@marked.example", new Where("M", null), 3), secret);

        assertThatThrownBy(() -> Sealing.open(NOTICE, "emil", payload, secret))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("belongs to another event");
        assertThat(Sealing.open(NOTICE, "dora", payload, secret).email()).isEqualTo("dora@marked.example");
    }

    @Test
    void shreddingTakesWhatAnEarlierVersionLeftOutOfTheDeadLetters() {
        UUID finn = UUID.randomUUID();
        for (String payload : List.of("{\"email\":\"finn@marked.example\"}", "{\"sealed\":\"AAAA\"}")) {
            postgres.database()
                    .sql()
                    .sql("""
                            insert into events.dead_letter (id, consumer, event_id, topic, partition, record, type, version,
                                key, occurred_at, producer, region, checksum, payload, error, stack, digest, attempts,
                                state, since)
                            values (?, 'test.old', ?, 'people', 0, 0, 'person.notified', 1, ?, now(), '', '', '',
                                    convert_to(?, 'UTF8'), 'no finn@marked.example', 'finn@marked.example', '', 1, 'DEAD',
                                    now())""")
                    .params(UUID.randomUUID(), UUID.randomUUID(), finn.toString(), payload)
                    .update();
        }
        TestNode node = new TestNode(postgres.database(), TestKafka.bootstrap(), settings);

        node.database.run(() -> node.outbox.shred(List.of(finn)));

        assertThat(node.deadLetters.list("test.old", null, 10).letters())
                .extracting(DeadLetter::payload, DeadLetter::error, DeadLetter::stack)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("{\"sealed\":\"AAAA\"}", "Erased", ""));
    }

    private TestNode node(String subscription) {
        return new TestNode(
                postgres.database(),
                TestKafka.bootstrap(),
                settings,
                Subscription.durable(subscription).on(NOTICE, received -> read.add(received.payload())));
    }

    private static String payloads(TestNode node) {
        return String.join(
                "\n",
                node.database
                        .sql()
                        .sql("select payload from events.outbox where topic = 'people'")
                        .query(String.class)
                        .list());
    }

    /** Every record of the topic, from its beginning, as it lies on the broker. */
    private List<String> topic() {
        Map<String, Object> properties =
                TestKafka.bootstrap().client(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
        List<String> records = new ArrayList<>();
        String topic = settings.topicPrefix() + "people";
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> records.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return records;
    }
}
