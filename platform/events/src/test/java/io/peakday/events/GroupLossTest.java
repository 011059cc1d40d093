package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.PrivateKafka;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroupLossTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    @RegisterExtension
    static final PrivateKafka kafka = new PrivateKafka();

    @Test
    void aSubscriptionGoesOnWithoutAGroupWhileTheTopicOfOffsetsIsDamaged() throws IOException {
        Delivery delivery = new Delivery(postgres, "no_group");
        Subscription subscription = Subscription.durable("test.no-group").on(Parcel.SENT, delivery::handle);
        EventSettings settings = TestNode.settings("group.");
        try (TestNode node = node(settings, subscription).ready()) {
            EventFlowTest.sendRounds(node, 20, 10);
            delivery.awaitCount(200);
            assertThat(node.runtime().subscriptions()).noneMatch(SubscriptionStatus::degraded);
        }
        kafka.stop();
        damageOffsets();
        kafka.start();
        try (TestNode node = node(settings, subscription).start()) {
            LossTest.sendRounds(node, 10, 20, 20);
            await().atMost(Duration.ofSeconds(90)).until(() -> delivery.count() >= 400);
            delivery.assertExactlyOnceInOrder(20, 20);
        }
    }

    /** Bytes in the middle of every log of the topic, as a bad disk would change them; the ends stay, so that no repair cuts. */
    private static void damageOffsets() throws IOException {
        try (var folders = Files.newDirectoryStream(kafka.logs(), "__consumer_offsets-*")) {
            for (Path folder : folders) {
                try (var logs = Files.newDirectoryStream(folder, "*.log")) {
                    for (Path log : logs) {
                        byte[] bytes = Files.readAllBytes(log);
                        for (int at = 61; at < bytes.length; at += 7) {
                            bytes[at] ^= 0x55;
                        }
                        Files.write(log, bytes);
                    }
                }
            }
        }
    }

    private static TestNode node(EventSettings settings, Subscription... subscriptions) {
        return new TestNode(postgres.database(), kafka.bootstrap(), settings, subscriptions);
    }
}
