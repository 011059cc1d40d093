package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.kernel.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnginesTest {
    private static final Scratch scratch = new Scratch("engines");
    private static final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private static Engines engines;

    @BeforeAll
    static void start() {
        engines = Engines.start(
                EngineSettings.embedded(scratch.path()),
                new FolderModes(Set.of()),
                (engine, step, elapsed) -> steps.add(engine + " " + step));
    }

    @AfterAll
    static void stop() {
        engines.close();
        assertThat(DataFolder.heldBy(scratch.path())).isEmpty();
        scratch.close();
    }

    @Test
    void bothEnginesAnswerAndTheListenerWasCalledForThem() throws Exception {
        assertThat(engines.database().sql().sql("select 1").query(Integer.class).single())
                .isEqualTo(1);
        try (Admin admin = admin(engines.kafkaBootstrap())) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
        assertThat(steps).contains("PostgreSQL starting", "PostgreSQL ready", "Kafka starting", "Kafka ready");
    }

    @Test
    void theEmbeddedDatabaseIsDurable() {
        engines.database();
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(engines.database()
                            .sql()
                            .sql("show " + setting)
                            .query(String.class)
                            .single())
                    .as(setting)
                    .isEqualTo("on");
        }
    }

    @Test
    void theStatusShowsVersionsAddressesAndTheUseOfThePool() {
        engines.database();
        engines.kafkaBootstrap().servers();
        assertThat(engines.status()).allSatisfy(status -> {
            assertThat(status.up()).as(status.engine()).isTrue();
            assertThat(status.trouble()).isNull();
            assertThat(status.where()).startsWith("127.0.0.1:");
        });
        EngineStatus postgres = engines.status().getFirst();
        assertThat(postgres.version()).startsWith("18.");
        assertThat(postgres.figures()).containsKeys("pool.active", "pool.waiting", "database.bytes");
        assertThat(postgres.figures()).containsEntry("pool.limit", 24L);
    }

    @Test
    void theMetersShowWhichEngineIsUp() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        engines.database();
        engines.kafkaBootstrap().servers();
        engines.bindTo(registry);
        assertThat(registry.get("peakday.engine.up")
                        .tag("engine", "Kafka")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("hikaricp.connections.max").gauge().value()).isEqualTo(24);
    }

    @Test
    void theSameFolderIsRefusedWhileItIsInUse() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Engines.start(
                        EngineSettings.embedded(scratch.path()), new FolderModes(Set.of()), StartListener.silent()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("folder.in-use"))
                .withMessageContaining("process " + ProcessHandle.current().pid());
    }

    @Test
    void aStoppedPostgresIsDownUntilItIsStartedAndThePoolFindsItAgain() {
        Database database = engines.database();
        engines.postgres().stop();
        assertThat(engines.postgres().status().up()).isFalse();
        assertThat(engines.postgres().status().trouble()).isNotBlank();
        engines.postgres().start();
        assertThat(database.sql().sql("select 1").query(Integer.class).single()).isEqualTo(1);
        assertThat(engines.postgres().status().up()).isTrue();
    }

    @Test
    void aPostgresThatWasKilledIsStartedAgainByItself() {
        Database database = engines.database();
        engines.migrate(List.of(new SchemaMigration("kept", "db/kept")));
        database.sql().sql("insert into kept.survivor values (7)").update();
        ((LocalPostgres) engines.postgres()).kill();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(database.sql()
                                .sql("select n from kept.survivor")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(7));
    }

    @Test
    void aMigrationThatWasBegunIsThereOnceItIsAwaited() {
        engines.beginMigration(List.of(new SchemaMigration("other_sample", "db/elsewhere")));
        engines.awaitMigration();
        assertThat(engines.database()
                        .sql()
                        .sql("select count(*) from other_sample.nothing")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whoAwaitsAMigrationIsInformedOfWhatIsWrongWithIt() {
        engines.beginMigration(List.of(new SchemaMigration("broken", "db/broken")));
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(engines::awaitMigration)
                .satisfies(e -> assertThat(e.code()).isEqualTo("database.migration-failed"))
                .withMessageContaining("\"broken\"");
    }

    @Test
    void nothingThatTheEnginesKeepIsForOthers() throws Exception {
        engines.database();
        engines.kafkaBootstrap().servers();
        assertThat(new FolderModes(Set.of()).open(scratch.path(), 10)).isEmpty();
    }

    @Test
    void aRestartedKafkaKeepsItsAddressAndItsTopics() throws Exception {
        String servers = engines.kafkaBootstrap().servers();
        try (Admin admin = admin(engines.kafkaBootstrap())) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
            engines.kafka().restart();
            assertThat(engines.kafkaBootstrap().servers()).isEqualTo(servers);
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    @Test
    void anotherProgramMayUseTheseEnginesAsRemoteOnes() throws Exception {
        EmbeddedLogins logins = EmbeddedLogins.ofStore(scratch.path());
        String url = "jdbc:postgresql://" + engines.postgres().status().where();
        String servers = engines.kafkaBootstrap().servers();
        try (Scratch elsewhere = new Scratch("second-node");
                Engines second = Engines.start(
                        EngineSettings.embedded(elsewhere.path())
                                .with(EngineSettings.Postgres.remote(url, "x", "x")
                                        .with(logins.program(), logins.owner()))
                                .with(EngineSettings.Kafka.remote(
                                        servers, engines.kafkaBootstrap().clientProperties())),
                        new FolderModes(Set.of()),
                        StartListener.silent())) {
            assertThat(second.database()
                            .sql()
                            .sql("select 1")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
            assertThat(second.kafkaBootstrap().servers()).isEqualTo(servers);
            try (Admin admin = admin(second.kafkaBootstrap())) {
                assertThat(admin.describeCluster().nodes().get()).hasSize(1);
            }
            assertThat(second.status()).allSatisfy(status -> {
                assertThat(status.up()).isTrue();
                assertThat(status.embedded()).isFalse();
            });
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> second.postgres().stop())
                    .satisfies(e -> assertThat(e.code()).isEqualTo("engine.elsewhere"));
        }
    }

    private static Admin admin(KafkaBootstrap kafka) {
        return Admin.create(kafka.client());
    }
}
