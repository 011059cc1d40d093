package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.PrivateKafka;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes of a topic's files that change while the broker runs: it does not look, and hands out what is there. */
class DamagedSegmentTest {
    private static final Duration WITHIN = Duration.ofSeconds(90);
    private static final int KEYS = 20;

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    @RegisterExtension
    static final PrivateKafka kafka = new PrivateKafka();

    @Test
    void whatLiesInADamagedSegmentIsSentAgainAndHandledOnce() throws IOException {
        EventSettings settings = TestNode.settings("damaged.");
        try (TestNode relay = new TestNode(postgres.database(), kafka.bootstrap(), settings).start()) {
            LossTest.sendRounds(relay, 0, 60, KEYS);
            RelayFaultTest.awaitEmptyOutbox(relay);
        }
        damage("damaged.parcels-");
        Delivery delivery = new Delivery(postgres, "damaged_segment");
        try (TestNode node = new TestNode(
                        postgres.database(),
                        kafka.bootstrap(),
                        settings,
                        Subscription.durable("test.damaged-segment").on(Parcel.SENT, delivery::handle))
                .ready()) {
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(delivery.count()).isEqualTo(60L * KEYS));
            assertThat(delivery.byKey().values())
                    .allSatisfy(numbers -> assertThat(numbers).hasSize(60).doesNotHaveDuplicates());
            LossTest.sendRounds(node, 60, 70, KEYS);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(delivery.count()).isEqualTo(70L * KEYS));
            assertThat(node.deadLetters.counts()).isEmpty();
        }
    }

    private static void damage(String partitions) throws IOException {
        try (Stream<Path> folders = Files.list(kafka.logs())) {
            List<Path> logs = folders.filter(
                            folder -> folder.getFileName().toString().startsWith(partitions))
                    .map(folder -> folder.resolve("00000000000000000000.log"))
                    .filter(log -> log.toFile().length() > 0)
                    .toList();
            assertThat(logs).isNotEmpty();
            for (Path log : logs) {
                try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                    long middle = file.length() / 2;
                    for (long at = middle; at < Math.min(file.length(), middle + 200); at++) {
                        file.seek(at);
                        int before = file.read();
                        file.seek(at);
                        file.write(before ^ 0xff);
                    }
                }
            }
        }
    }
}
