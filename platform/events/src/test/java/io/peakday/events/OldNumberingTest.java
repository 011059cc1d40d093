package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.Migrator;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldNumberingTest {
    @RegisterExtension
    static final TestDatabase empty = TestDatabase.with();

    private final EventSettings settings = TestNode.settings(TestKafka.prefix());

    @Test
    void whatTheVersionBeforeLeftIsKeptAndGoesBeforeWhatComesAfter() {
        Flyway.configure()
                .dataSource(empty.owner().dataSource())
                .locations("classpath:db/events")
                .schemas("events")
                .defaultSchema("events")
                .table("schema_history")
                .target("1")
                .load()
                .migrate();
        UUID handled = io.peakday.kernel.Ids.next();
        UUID damaged = UUID.fromString("f3333333-3333-3333-b333-333333333333");
        for (UUID id : List.of(handled, damaged)) {
            empty.owner()
                    .sql()
                    .sql("insert into events.inbox values ('test.old', ?, now())")
                    .param(id)
                    .update();
        }
        // Seven relays, as an operator may have set; 0 to 6 are shards of the numbering before.
        for (int round = 0; round < 30; round++) {
            for (int key = 0; key < 20; key++) {
                appendAsBefore("key-" + key, round, 7);
            }
        }
        Migrator.migrate(empty.owner().dataSource(), List.of(EventsModule.SCHEMA), empty.user());

        Inbox inbox = new Inbox(empty.database());
        empty.database().run(() -> {
            Inbox.Claimed again = inbox.claim("test.old", List.of(handled, damaged), java.time.Instant.now());
            assertThat(again.inside()).isEmpty();
            assertThat(again.outside()).isEmpty();
        });
        Delivery delivery = new Delivery(empty, "old");
        try (TestNode node = new TestNode(
                empty.database(),
                TestKafka.bootstrap(),
                settings,
                Subscription.durable("test.numbering").on(Parcel.SENT, delivery::handle))) {
            LossTest.sendRounds(node, 30, 50, 20);
            // A node of the version before that still runs.
            for (int key = 0; key < 20; key++) {
                appendAsBefore("key-" + key, 50, 7);
            }
            LossTest.sendRounds(node, 51, 60, 20);
            node.ready();
            delivery.awaitCount(20 * 60);
            delivery.assertExactlyOnceInOrder(20, 60);
            RelayFaultTest.awaitEmptyOutbox(node);
        }
    }

    @Test
    void everyShardIsWantedByOneLaneHoweverManyLanesThereAre() {
        for (int lanes = 1; lanes <= 64; lanes++) {
            List<String> wanted = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                wanted.addAll(Shards.wanted(lane, lanes));
            }
            assertThat(wanted).hasSize(65).doesNotHaveDuplicates();
        }
        assertThat(Shards.of("anything")).isBetween((short) 64, (short) 127);
    }

    private static void appendAsBefore(String key, int number, int shards) {
        UUID id = io.peakday.kernel.Ids.next();
        String json = new String(EventJson.write(Parcel.of("hat", number)), StandardCharsets.UTF_8);
        empty.owner()
                .sql()
                .sql("""
                        insert into events.outbox (shard, event_id, topic, type, version, key, occurred_at, producer, region,
                                                   traceparent, checksum, payload)
                        values (?, ?, 'parcels', 'parcel.sent', 1, ?, now(), 'peakday', 'local', null, ?, ?)""")
                .params(
                        Math.floorMod(key.hashCode(), shards),
                        id,
                        key,
                        Checksum.of(id, "parcel.sent", 1, key, json.getBytes(StandardCharsets.UTF_8)),
                        json)
                .update();
    }
}
