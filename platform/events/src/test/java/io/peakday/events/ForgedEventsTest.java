package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.events.DeadLetters.ReplayOutcome;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody reaches who can write to the broker, or to the tables, and has no key. */
class ForgedEventsTest {
    private static final String K1 = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String K2 = "k2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    private static final String NOT_K1 = "k1:QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8=";

    @RegisterExtension
    final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private final EventSettings settings = TestNode.settings(TestKafka.prefix());

    @Test
    void aForgedRecordIsNeverHandledAndHoldsBackNobody() {
        Delivery delivery = new Delivery(postgres, "forged");
        EventKeys thiefs = new EventKeys(postgres.database(), keys(NOT_K1));
        try (TestNode node = node(keys(K1), delivery).ready()) {
            UUID claimed = Ids.next();
            Envelope unsigned = envelope(claimed, "anna", 66);
            send(unsigned, 66);
            send(unsigned.with("k1:" + "A".repeat(43)), 66);
            send(unsigned.with("k9:" + "A".repeat(43)), 66);
            send(unsigned.with("nonsense"), 66);
            send(forgedBy(thiefs, unsigned, 66), 66);
            // What is true of one event is not true of another.
            Envelope other = node.outbox.signing().signed("parcels", unsigned, payload(1));
            send(other, 66);
            send(node.outbox.signing().signed("elsewhere", unsigned, payload(66)), 66);

            node.send("anna", Parcel.of("hat", 0));
            delivery.awaitCount(1);
            assertThat(delivery.numbers("anna")).containsExactly(0);
            // All, in however many batches they came.
            await().atMost(TestNode.SOON)
                    .until(() ->
                            Long.valueOf(7).equals(node.deadLetters.counts().get("test.forged")));
            List<DeadLetter> letters = node.deadLetters.list(null, null, 100).letters();
            assertThat(letters)
                    .hasSize(7)
                    .allSatisfy(letter -> assertThat(letter.error()).startsWith("Refused: "))
                    .allSatisfy(letter -> assertThat(node.deadLetters.replay(letter.id()))
                            .isInstanceOf(ReplayOutcome.StillFailing.class));
            assertThat(delivery.count()).isEqualTo(1);
            assertThat(node.meters
                            .counter("peakday.events.refused", "consumer", "test.forged")
                            .count())
                    .isEqualTo(7);
            measured(node);
            assertThat(node.runtime().trouble()).contains("records were refused");

            // The forgery has not taken the true event's place.
            send(node.outbox.signing().signed("parcels", envelope(claimed, "anna", 1), payload(1)), 1);
            delivery.awaitCount(2);
            letters.forEach(letter -> node.deadLetters.discard(letter.id(), "forged"));
            node.deadLetters
                    .list(null, null, 100)
                    .letters()
                    .forEach(letter -> node.deadLetters.discard(letter.id(), "forged"));
            measured(node);
            assertThat(node.runtime().trouble()).isNull();
        }
    }

    @Test
    void aFloodOfForgeriesFillsNoTable() {
        Delivery delivery = new Delivery(postgres, "flood");
        try (TestNode node = node(keys(K1), delivery).ready()) {
            try (var producer = producer()) {
                for (int i = 0; i < 2_000; i++) {
                    producer.send(Wire.record(topic(), envelope(Ids.next(), "key-" + i % 50, i), payload(i)));
                }
            }
            node.send("key-1", Parcel.of("hat", 0));
            delivery.awaitCount(1);
            await().atMost(TestNode.SOON)
                    .until(() -> node.meters
                                    .counter("peakday.events.refused", "consumer", "test.forged")
                                    .count()
                            == 2_000);
            assertThat(node.deadLetters.counts().get("test.forged")).isBetween(1L, 200L);
        }
    }

    @Test
    void aRowThatSomebodyPutIntoTheOutboxIsNotHandled() {
        Delivery delivery = new Delivery(postgres, "row");
        try (TestNode node = node(keys(K1), delivery).ready()) {
            UUID id = Ids.next();
            postgres.database()
                    .sql()
                    .sql("""
                            insert into events.outbox (shard, event_id, topic, type, version, key, occurred_at, producer,
                                                       region, checksum, payload, sent_at)
                            values (?, ?, 'parcels', 'parcel.sent', 1, 'anna', now(), 'peakday', 'local', ?, ?,
                                    now() - interval '2 days')""")
                    .params(
                            Shards.of("anna"),
                            id,
                            Checksum.of(id, "parcel.sent", 1, "anna", payload(66)),
                            new String(payload(66), StandardCharsets.UTF_8))
                    .update();
            await().atMost(TestNode.SOON).until(() -> node.deadLetters.counts().containsKey("test.forged"));
            assertThat(delivery.count()).isZero();

            // Nor is a dead letter that somebody wrote.
            UUID letter =
                    node.deadLetters.list(null, null, 1).letters().getFirst().id();
            postgres.database()
                    .sql()
                    .sql("update events.dead_letter set claimed_id = null where id = ?")
                    .param(letter)
                    .update();
            assertThat(node.deadLetters.replay(letter)).isInstanceOf(ReplayOutcome.StillFailing.class);
            assertThat(delivery.count()).isZero();
        }
    }

    @Test
    void aKeyIsChangedWhileNodesRunAndOneThatLacksItWaitsForIt() {
        Delivery delivery = new Delivery(postgres, "rotated");
        TestNode old = node(keys(K1), delivery).ready();
        try (TestNode fresh = new TestNode(postgres.database(), TestKafka.bootstrap(), settings, keys(K1 + "," + K2))) {
            old.send("anna", Parcel.of("hat", 0));
            delivery.awaitCount(1);
            fresh.send("anna", Parcel.of("hat", 1));
            await().atMost(TestNode.SOON)
                    .until(() -> String.valueOf(
                                    old.runtime().subscriptions().getFirst().problem())
                            .contains("the key k2, which this node lacks"));
            assertThat(delivery.numbers("anna")).containsExactly(0);
            assertThat(old.deadLetters.counts()).isEmpty();
        } finally {
            old.close();
        }
        // The same node, given both: the old key verifies, and with it as the last one it still signs.
        try (TestNode both = node(keys(K2 + "," + K1), delivery).ready()) {
            both.send("anna", Parcel.of("hat", 2));
            delivery.awaitCount(3);
            assertThat(delivery.numbers("anna")).containsExactly(0, 1, 2);
        }
    }

    @Test
    void aNodeWithOtherKeysThanTheStoresSaysSoAtItsStart() {
        new EventKeys(postgres.database(), keys(K1)).confirm();
        assertThatThrownBy(() -> new EventKeys(postgres.database(), keys(K2)).confirm())
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("events.signing-key-missing");
                    assertThat(failure.detail()).contains("k1", "it has k2", "forget-key k1");
                });
        assertThatThrownBy(() -> new EventKeys(postgres.database(), keys(NOT_K1)).confirm())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("events.signing-key-differs"));
        EventKeys second = new EventKeys(postgres.database(), keys(K2));
        assertThatThrownBy(() -> second.forget("k2")).isInstanceOf(Failure.class);
        second.forget("k1");
        second.confirm();
        Envelope lost = envelope(Ids.next(), "anna", 1);
        byte[] payload = payload(1);
        EventKeys first = new EventKeys(postgres.database(), keys(K1 + "," + K2));
        Envelope signed =
                lost.with("k1:" + first.signature("parcels", lost, payload).substring(3));
        assertThat(second.check().isAuthentic("parcels", signed, payload)).isFalse();
    }

    @Test
    void unsignedEventsAreAcceptedUntilTheCutOverAndAfterItOnlyThoseFromBefore() {
        upgraded();
        SigningSettings atOnce = new SigningSettings(K1, "", Duration.ZERO);
        Delivery delivery = new Delivery(postgres, "before");
        try (TestNode node = node(atOnce, delivery).ready()) {
            node.send("bert", Parcel.of("hat", 0));
            send(envelope(Ids.next(), "anna", 1), 1);
            delivery.awaitCount(2);
            await().atMost(TestNode.SOON)
                    .until(() -> postgres.database()
                            .sql()
                            .sql("select exists (select from events.topic_end)")
                            .query(Boolean.class)
                            .single());
            node.runtime().compare();
            send(envelope(Ids.next(), "anna", 2), 2);
            node.send("anna", Parcel.of("hat", 3));
            delivery.awaitCount(3);
            await().atMost(TestNode.SOON).until(() -> node.deadLetters.counts().containsKey("test.forged"));
            assertThat(delivery.numbers("anna")).containsExactly(1, 3);
        }
        Delivery late = new Delivery(postgres, "late");
        try (TestNode node = new TestNode(
                        postgres.database(),
                        TestKafka.bootstrap(),
                        settings,
                        atOnce,
                        Subscription.durable("test.late").on(Parcel.SENT, late::handle))
                .ready()) {
            late.awaitCount(3);
            assertThat(late.numbers("anna")).containsExactly(1, 3);
        }
    }

    @Test
    void theRecordOfTheCutOverCannotBeChangedWithoutTheKey() {
        upgraded();
        EventKeys keys = new EventKeys(postgres.database(), new SigningSettings(K1, "", Duration.ofDays(1)));
        cutOver(keys).begin();
        assertThat(cutOver(keys).isOpen()).isTrue();
        assertThat(cutOver(keys).vouchesFor(null)).isTrue();
        postgres.database()
                .sql()
                .sql("update events.cut_over set unsigned_until = unsigned_until + interval '1 year'")
                .update();
        assertThat(cutOver(keys).isOpen()).isFalse();
        assertThat(cutOver(keys).vouchesFor(Instant.now().minusSeconds(60))).isFalse();
    }

    @Test
    void aFreshStoreAcceptsNothingUnsigned() {
        EventKeys keys = new EventKeys(postgres.database(), keys(K1));
        cutOver(keys).begin();
        assertThat(cutOver(keys).isOpen()).isFalse();
        assertThat(cutOver(keys).vouchesFor(Instant.EPOCH.minusSeconds(1))).isFalse();
    }

    private CutOver cutOver(EventKeys keys) {
        return new CutOver(postgres.database(), java.time.InstantSource.system(), keys, settings);
    }

    /** As the migration leaves a store that had events. */
    private void upgraded() {
        postgres.database()
                .sql()
                .sql("update events.cut_over set upgraded_at = now()")
                .update();
    }

    private static void measured(TestNode node) {
        node.runtime().upkeep().getLast().work().run();
    }

    private TestNode node(SigningSettings signing, Delivery delivery) {
        return new TestNode(
                postgres.database(),
                TestKafka.bootstrap(),
                settings,
                signing,
                Subscription.durable("test.forged").on(Parcel.SENT, delivery::handle));
    }

    private static SigningSettings keys(String given) {
        return new SigningSettings(given, "", Duration.ofDays(1));
    }

    /** Signed with the thief's own key under the store's key's name. */
    private static Envelope forgedBy(EventKeys thief, Envelope event, int number) {
        return event.with(thief.sign("k1", "event", new byte[][] {payload(number)}));
    }

    private String topic() {
        return settings.topicPrefix() + "parcels";
    }

    private void send(Envelope envelope, int number) {
        try (var producer = producer()) {
            producer.send(Wire.record(topic(), envelope, payload(number)));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                TestKafka.bootstrap().client(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Envelope envelope(UUID id, String key, int number) {
        return new Envelope(
                id,
                "parcel.sent",
                1,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                "peakday",
                "local",
                key,
                null,
                Checksum.of(id, "parcel.sent", 1, key, payload(number)));
    }

    private static byte[] payload(int number) {
        return EventJson.write(Parcel.of("hat", number));
    }
}
