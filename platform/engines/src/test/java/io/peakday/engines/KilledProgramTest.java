package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Processes;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KilledProgramTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Scratch scratch = new Scratch("killed");

    @AfterEach
    void tidyUp() {
        scratch.close();
    }

    @Test
    void aProgramKilledHardComesBackAtOnceWithAllItAcknowledged() throws Exception {
        int acknowledged;
        long orphan;
        try (ChildJvm program = new ChildJvm(
                List.of(), EnginesProgram.class, "write", scratch.path().toString())) {
            orphan = Long.parseLong(program.await("up"));
            while (Integer.parseInt(program.await("acknowledged")) < 50) {
                continue;
            }
            program.kill();
            acknowledged = program.last("acknowledged").map(Integer::parseInt).orElse(50);
        }
        long start = System.nanoTime();
        try (Engines engines = Engines.start(
                EngineSettings.embedded(scratch.path()), new FolderModes(Set.of()), StartListener.silent())) {
            Database database = engines.database();
            Duration postgres = Duration.ofNanos(System.nanoTime() - start);
            engines.kafkaBootstrap().servers();
            Duration kafka = Duration.ofNanos(System.nanoTime() - start);
            System.out.println("after a hard kill: PostgreSQL in " + postgres.toMillis() + " ms, Kafka in "
                    + kafka.toMillis() + " ms");
            assertThat(ProcessHandle.of(orphan).stream()).allMatch(Processes::ended);
            Set<Integer> rows = new HashSet<>(database.sql()
                    .sql("select id from kept.acknowledged")
                    .query(Integer.class)
                    .list());
            Set<Integer> expected =
                    IntStream.rangeClosed(1, acknowledged).boxed().collect(Collectors.toSet());
            assertThat(rows).containsAll(expected);
            assertThat(events(engines.kafkaBootstrap(), acknowledged)).containsAll(expected);
        }
    }

    @Test
    void theDatabaseOfAKilledProgramEndsByItselfWhereTheMachineCanNotifyIt() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux notifies a child of its parent's death");
        try (ChildJvm program = hold()) {
            ProcessHandle server = server(program);
            program.kill();
            assertThat(Processes.awaitEnd(server, SOON)).isTrue();
        }
    }

    @Test
    void aFolderThatARunningProgramUsesIsRefusedWithItsProcess() throws Exception {
        try (ChildJvm program = hold()) {
            ProcessHandle server = server(program);
            assertThat(DataFolder.heldBy(scratch.path())).hasValue(program.pid());
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> DataFolder.open(scratch.path(), new FolderModes(Set.of())))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("folder.in-use"))
                    .withMessageContaining("process " + program.pid());
            program.kill();
            assertThat(DataFolder.heldBy(scratch.path())).isEmpty();
            DataFolder.open(scratch.path(), new FolderModes(Set.of())).close();
            server.destroyForcibly();
            assertThat(Processes.awaitEnd(server, SOON)).isTrue();
        }
    }

    private ChildJvm hold() throws IOException {
        return new ChildJvm(
                List.of(), EnginesProgram.class, "hold", scratch.path().toString());
    }

    private static ProcessHandle server(ChildJvm program) throws IOException {
        return ProcessHandle.of(Long.parseLong(program.await("up"))).orElseThrow();
    }

    private static Set<Integer> events(KafkaBootstrap kafka, int last) {
        Set<Integer> events = new HashSet<>();
        try (var consumer = new KafkaConsumer<>(kafka.client(), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("acknowledged", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!events.contains(last) && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(received -> events.add(Integer.parseInt(received.value())));
            }
        }
        return events;
    }
}
