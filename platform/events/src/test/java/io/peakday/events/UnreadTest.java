package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.SubscriptionStatus.State;
import io.peakday.events.Unread.Spot;
import io.peakday.events.Unread.Waiting;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnreadTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private static final String NAME = "test.mails";
    private static final UUID TOPIC = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final SubscriptionStatus WELL = new SubscriptionStatus(NAME, State.RUNNING, null, 0, Duration.ZERO);

    private final String prefix = TestKafka.prefix();
    private final AtomicLong nanos = new AtomicLong();
    private final Unread unread = new Unread(postgres.database(), prefix, nanos::get);

    @Test
    void aConsumerThatSaysItIsWellIsNotBelievedWhileEventsWaitAndItStands() {
        unread.follow(NAME, List.of("parcels"));
        end(TOPIC, 500);
        reached(TOPIC, 100);
        measure(3);
        assertThat(unread.of(NAME)).isEqualTo(new Waiting(400, Duration.ZERO));
        assertThat(unread.complete(WELL).state()).isEqualTo(State.RUNNING);
        assertThat(unread.complete(WELL).lag()).isEqualTo(400);
        measure(4);
        assertThat(unread.complete(WELL)).satisfies(status -> {
            assertThat(status.degraded()).isTrue();
            assertThat(status.problem()).contains("400 events wait", "40 seconds");
        });
        reached(TOPIC, 101);
        measure(1);
        assertThat(unread.complete(WELL).degraded()).as("it gets on").isFalse();
        reached(TOPIC, 500);
        measure(1);
        assertThat(unread.of(NAME)).isEqualTo(Waiting.NOTHING);
    }

    @Test
    void oneThatNeverCameToReadAndOneWhoseTopicWasMadeAgainHaveEverythingBeforeThem() {
        unread.follow(NAME, List.of("parcels"));
        end(TOPIC, 500);
        measure(3);
        assertThat(unread.of(NAME).events()).isEqualTo(500);
        reached(OTHER, 9_000);
        measure(1);
        assertThat(unread.of(NAME).events()).isEqualTo(500);
    }

    @Test
    void whatWasAcknowledgedAMomentAgoIsNotCounted() {
        unread.follow(NAME, List.of("parcels"));
        end(TOPIC, 100);
        reached(TOPIC, 100);
        measure(2);
        end(TOPIC, 9_000);
        measure(2);
        assertThat(unread.of(NAME)).isEqualTo(Waiting.NOTHING);
        measure(1);
        assertThat(unread.of(NAME).events()).isEqualTo(8_900);
    }

    @Test
    void aSubscriptionThatKeepsItsOwnPositionsIsMeasuredByThem() {
        TopicPartition partition = new TopicPartition(prefix + "parcels", 0);
        unread.follow(NAME, List.of("parcels"), () -> Map.of(partition, new Spot(TOPIC, 70)));
        end(TOPIC, 100);
        measure(3);
        assertThat(unread.of(NAME).events()).isEqualTo(30);
    }

    @Test
    void topicsThatItDoesNotReadAreNotCounted() {
        unread.follow(NAME, List.of("postcards"));
        end(TOPIC, 100);
        measure(3);
        assertThat(unread.of(NAME)).isEqualTo(Waiting.NOTHING);
    }

    /** So often, ten seconds apart. */
    private void measure(int times) {
        for (int i = 0; i < times; i++) {
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            unread.measure();
        }
    }

    private void end(UUID topic, long next) {
        postgres.database()
                .sql()
                .sql("""
                        insert into events.topic_end values (?, 0, ?, ?, now())
                        on conflict (topic, partition) do update set next_record = excluded.next_record""")
                .params(prefix + "parcels", topic, next)
                .update();
    }

    private void reached(UUID topic, long next) {
        postgres.database()
                .sql()
                .sql("""
                        insert into events.consumer_position values (?, ?, 0, ?, ?, now())
                        on conflict (consumer, topic, partition) do update
                        set topic_id = excluded.topic_id, next_record = excluded.next_record""")
                .params(prefix + NAME, prefix + "parcels", topic, next)
                .update();
    }
}
