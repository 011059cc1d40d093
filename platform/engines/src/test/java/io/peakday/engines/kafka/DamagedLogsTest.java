package io.peakday.engines.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker whose files were damaged while it did not run begins again, with empty logs where it must. */
class DamagedLogsTest {
    private final Scratch scratch = new Scratch("damaged-logs");
    private final KafkaServer server = new KafkaServer(KafkaOptions.light(scratch.path()));

    @AfterEach
    void stop() {
        server.stop();
        scratch.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"__consumer_offsets", "__cluster_metadata", "parcels"})
    void damagedFilesAreNoReasonNotToStart(String topic) throws Exception {
        server.start();
        use();
        server.stop();
        damage(topic);
        server.start();
        use();
    }

    @Test
    void logsThatItCannotStartFromArePutAside() throws Exception {
        server.start();
        use();
        server.stop();
        Files.writeString(scratch.path().resolve("logs/meta.properties"), "node.id=2\nversion=1\ncluster.id=other\n");
        server.start();
        use();
        assertThat(scratch.path().resolve("logs.damaged/meta.properties"))
                .content()
                .contains("cluster.id=other");
    }

    @Test
    void logsThatWerePutAsideBeforeMakeRoomForTheNext() throws Exception {
        for (String cluster : List.of("first", "second")) {
            server.start();
            server.stop();
            Files.writeString(
                    scratch.path().resolve("logs/meta.properties"), "node.id=2\ncluster.id=" + cluster + "\n");
        }
        server.start();
        assertThat(scratch.path().resolve("logs.damaged/meta.properties"))
                .content()
                .contains("cluster.id=second");
    }

    private void use() throws Exception {
        Map<String, Object> client = new HashMap<>(server.clientProperties());
        client.put("bootstrap.servers", server.servers());
        try (Admin admin = Admin.create(client)) {
            if (!admin.listTopics().names().get().contains("parcels")) {
                admin.createTopics(List.of(new NewTopic("parcels", 1, (short) 1)))
                        .all()
                        .get();
            }
            admin.alterConsumerGroupOffsets(
                            "readers", Map.of(new TopicPartition("parcels", 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
    }

    private void damage(String topic) throws IOException {
        long seed = Long.getLong("peakday.test.seed", System.nanoTime() & Integer.MAX_VALUE);
        System.out.println("DamagedLogsTest draws with -Dpeakday.test.seed=" + seed);
        Random random = new Random(seed);
        try (Stream<Path> files = Files.walk(scratch.path().resolve("logs"))) {
            List<Path> logs = files.filter(
                            file -> file.getParent().getFileName().toString().startsWith(topic))
                    .filter(file -> file.toString().endsWith(".log"))
                    .toList();
            assertThat(logs).isNotEmpty();
            for (Path log : logs) {
                byte[] noise = new byte[Math.toIntExact(Math.max(Files.size(log), 4096))];
                random.nextBytes(noise);
                Files.write(log, noise);
            }
        }
    }
}
