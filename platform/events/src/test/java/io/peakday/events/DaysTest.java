package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DaysTest {
    @RegisterExtension
    final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private final EventSettings settings = TestNode.settings(TestKafka.prefix());

    @Test
    void daysAreMadeAheadAndDroppedWhenTheyAreOld() {
        oldDays();
        new Days(postgres.owner(), settings).keep();
        assertThat(parts("inbox")).hasSizeBetween(7, 9).doesNotContain("inbox_before", "inbox_20200101");
        assertThat(parts("sent")).hasSizeBetween(8, 9).doesNotContain("sent_20200101");
        new Days(postgres.owner(), settings).keep();
    }

    @Test
    void ofTheDaysThatAClockHasSkippedOnlyThoseAreMadeThatAreKept() {
        oldDays();
        for (String parent : List.of("inbox", "sent")) {
            parts(parent).stream().filter(part -> !part.endsWith("_20200101")).forEach(part -> drop(parent, part));
        }
        postgres.owner()
                .sql()
                .sql("select events.add_days(7, 16 + 1, 7 + 1)")
                .query()
                .listOfRows();
        assertThat(parts("inbox")).hasSize(1 + 17 + 1 + 7);
        assertThat(parts("sent")).hasSize(1 + 8 + 1 + 7);
        new Days(postgres.owner(), settings).keep();
        assertThat(parts("inbox")).hasSizeBetween(16 + 1 + 7, 17 + 1 + 7).doesNotContain("inbox_20200101");
        postgres.database().run(() -> {
            UUID now = io.peakday.kernel.Ids.next();
            Inbox.Claimed claimed = new Inbox(postgres.database()).claim("test.skipped", List.of(now), Instant.now());
            assertThat(claimed.inside()).containsExactly(now);
        });
    }

    @Test
    void noDayIsVacuumedOrAnalyzedWhileItFills() {
        drop("sent", Collections.max(parts("sent")));
        new Days(postgres.owner(), settings).keep();
        assertThat(postgres.owner().sql().sql("""
                                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                                where i.inhparent in ('events.inbox'::regclass, 'events.sent'::regclass)
                                  and not coalesce('autovacuum_enabled=false' = any(c.reloptions), false)""").query(String.class).list()).isEmpty();
    }

    @Test
    void anEventOlderThanTheInboxRemembersIsDeadLetteredUnhandledAndMayBeReplayed() {
        dropBefore();
        Delivery delivery = new Delivery(postgres, "too_old");
        UUID id = new io.peakday.kernel.Ids(InstantSource.fixed(Instant.now().minus(Duration.ofDays(40)))).create();
        try (TestNode node = new TestNode(
                        postgres.database(),
                        TestKafka.bootstrap(),
                        settings,
                        Subscription.durable("test.too-old").on(Parcel.SENT, delivery::handle))
                .ready()) {
            send(node, id);
            send(node, id);
            await().atMost(TestNode.SOON).until(() -> !node.deadLetters.counts().isEmpty());
            DeadLetter letter = node.deadLetters.list(null, null, 10).letters().getFirst();
            assertThat(letter.error()).contains("may have been handled before");
            assertThat(delivery.count()).isZero();
            assertThat(node.deadLetters.replay(letter.id())).isEqualTo(new DeadLetters.ReplayOutcome.Done(1));
            assertThat(delivery.count()).isEqualTo(1);
            send(node, id);
            node.send("bert", Parcel.of("hat", 1));
            delivery.awaitCount(2);
            assertThat(node.deadLetters.counts())
                    .as("it was dead-lettered once")
                    .isEmpty();
        }
    }

    @Test
    void anEventWhoseDayIsNotMadeYetWaitsAndOneOfAnImpossibleDayDoesNot() {
        Inbox inbox = new Inbox(postgres.database());
        UUID tomorrow =
                new io.peakday.kernel.Ids(InstantSource.fixed(Instant.now().plus(Duration.ofHours(3)))).create();
        UUID never = new io.peakday.kernel.Ids(InstantSource.fixed(Instant.now().plus(Duration.ofDays(400)))).create();
        UUID now = io.peakday.kernel.Ids.next();
        postgres.database().run(() -> {
            Inbox.Claimed claimed = inbox.claim("test.window", List.of(now, never), Instant.now());
            assertThat(claimed.inside()).containsExactly(now);
            assertThat(claimed.outside()).containsExactly(never);
            assertThat(inbox.claim("test.window", List.of(now, never), Instant.now())
                            .outside())
                    .isEmpty();
        });
        parts("inbox").forEach(part -> drop("inbox", part));
        assertThatThrownBy(() -> postgres.database()
                        .run(() -> inbox.claim(
                                "test.window", List.of(tomorrow), Instant.now().plusSeconds(1))))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void theVersionBeforeCannotForgetByPlace() {
        assertThatThrownBy(() -> postgres.database()
                        .sql()
                        .sql("delete from events.inbox where ctid = any(array(select ctid from events.inbox limit 1))")
                        .update())
                .hasMessageContaining("dropping days");
    }

    @Test
    void theInboxMustRememberLongerThanAnEventCanCome() {
        EventSettings.Consumers some = settings.consumers();
        assertThatThrownBy(() -> new EventSettings(
                        "t.",
                        "peakday",
                        "local",
                        "",
                        settings.topics(),
                        settings.relay(),
                        new EventSettings.Sent(Duration.ofDays(10)),
                        some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inbox-retention must be longer");
    }

    private void send(TestNode node, UUID id) {
        Parcel parcel = Parcel.of("hat", 0);
        byte[] payload = EventJson.write(parcel);
        Envelope envelope = new Envelope(
                id,
                "parcel.sent",
                1,
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS),
                "peakday",
                "local",
                "anna",
                null,
                Checksum.of(id, "parcel.sent", 1, "anna", payload));
        try (var producer = new KafkaProducer<>(
                TestKafka.bootstrap().client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(Wire.record(
                    settings.topicPrefix() + "parcels",
                    node.outbox.signing().signed("parcels", envelope, payload),
                    payload));
        }
    }

    /** As after a month: what was there before is gone, and days of long ago are there. */
    private void oldDays() {
        dropBefore();
        execute("create table events.inbox_20200101 partition of events.inbox for values from"
                + " (events.uuid_at('2020-01-01Z')) to (events.uuid_at('2020-01-02Z'))");
        execute(
                "create table events.sent_20200101 partition of events.sent for values from ('2020-01-01Z') to ('2020-01-02Z')");
    }

    /** The part of before makes room for days from thirty days ago on. */
    private void dropBefore() {
        String first = parts("inbox").stream()
                .filter(one -> !one.equals("inbox_before"))
                .sorted()
                .findFirst()
                .orElseThrow();
        drop("inbox", "inbox_before");
        String day = first.substring("inbox_".length());
        execute("create table events.inbox_%tY%<tm%<td partition of events.inbox for values from"
                        .formatted(Instant.now().minus(Duration.ofDays(3)).atOffset(java.time.ZoneOffset.UTC))
                + " (events.uuid_at(date_trunc('day', now() - interval '3 days'))) to (events.uuid_at('" + day
                + "Z'))");
    }

    private void drop(String parent, String part) {
        execute("alter table events." + parent + " detach partition events." + part);
        execute("drop table events." + part);
    }

    private List<String> parts(String parent) {
        return postgres.database()
                .sql()
                .sql("select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = ('events.' || ?)::regclass")
                .param(parent)
                .query((rows, index) -> rows.getString(1))
                .list();
    }

    private void execute(String sql) {
        postgres.owner().sql().sql(sql).update();
    }
}
