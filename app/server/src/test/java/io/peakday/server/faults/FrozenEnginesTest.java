package io.peakday.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.engines.StartListener;
import io.peakday.server.NodeLife;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.Caller.Answer;
import io.peakday.server.whole.Goods;
import io.peakday.server.whole.TestStore;
import io.peakday.testkit.TestFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Engines that live and stand still: what is answered to probes, operators and customers. */
class FrozenEnginesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    /** A connection is waited for, then an answer; with room for a busy machine. */
    private static final Duration ALL = Duration.ofSeconds(20);

    private static Path folder;
    private static NodeLife node;
    private static Caller caller;

    @BeforeAll
    static void start() {
        folder = TestStore.folder("frozen");
        node = NodeLife.start(
                TestStore.options(folder)
                        .with("peakday.engines.postgres.deadline", DEADLINE.toSeconds() + "s")
                        .with("peakday.engines.postgres.patience", DEADLINE.toSeconds() + "s"),
                StartListener.silent());
        caller = new Caller(node.url());
    }

    @AfterAll
    static void stop() throws Exception {
        signal("CONT");
        try {
            node.close();
        } finally {
            TestFolder.delete(folder);
        }
    }

    @Test
    void whileTheDatabaseStandsStillTheNodeIsNotReadyAndNobodyHangsAndWhenItWakesAllGoesOn() throws Exception {
        UUID variant =
                new Goods(node.store()).product(100).variants().getFirst().id();
        String cart = caller.post("/api/v1/carts", "{}").ok().path("id").asString();
        String line = "/api/v1/carts/" + cart + "/lines/" + variant;
        assertThat(caller.put(line, "{\"quantity\":1}").status()).isEqualTo(200);
        await().until(() -> ready().status() == 200);
        signal("STOP");
        try {
            long asked = System.nanoTime();
            await().atMost(ALL).until(() -> ready().status() == 503);
            Answer report = ready();
            assertThat(trouble(report, "PostgreSQL")).isNotEmpty();
            assertThat(since(asked)).isLessThan(ALL);
            for (int i = 0; i < 3; i++) {
                long begun = System.nanoTime();
                Answer answer = caller.put(line, "{\"quantity\":2}");
                assertThat(answer.status()).as(answer.json().toString()).isEqualTo(503);
                assertThat(since(begun)).isLessThan(ALL);
            }
            assertThat(caller.get("/health/live").status()).isEqualTo(200);
        } finally {
            signal("CONT");
        }
        await().until(() -> ready().status() == 200);
        await().until(() -> caller.put(line, "{\"quantity\":3}").status() == 200);
        assertThat(caller.get("/api/v1/carts/" + cart)
                        .ok()
                        .path("lines")
                        .get(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void withoutKafkaTheNodeServesAndSaysThatItIsDegraded() {
        node.store().engines().kafka().stop();
        try {
            await().until(() -> ready().json().path("status").asString().equals("DEGRADED"));
            Answer report = ready();
            assertThat(report.status()).isEqualTo(200);
            assertThat(trouble(report, "Kafka")).isNotEmpty();
        } finally {
            node.store().engines().kafka().start();
        }
        await().until(() -> ready().json().path("status").asString().equals("UP"));
    }

    private static Answer ready() {
        return caller.get("/health/ready");
    }

    private static String trouble(Answer report, String part) {
        for (var each : report.json().path("parts")) {
            if (each.path("name").asString().equals(part)) {
                return each.path("trouble").asString("");
            }
        }
        throw new AssertionError("no part " + part + " in " + report.json());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** To the node's PostgreSQL first, so that it makes no more processes meanwhile, then to those that it has. */
    private static void signal(String name) throws IOException, InterruptedException {
        for (ProcessHandle one : postgres()) {
            if (!one.parent().map(FrozenEnginesTest::isPostgres).orElse(false)) {
                signal(name, one);
            }
        }
        for (ProcessHandle one : postgres()) {
            signal(name, one);
        }
    }

    private static List<ProcessHandle> postgres() {
        return ProcessHandle.current()
                .descendants()
                .filter(FrozenEnginesTest::isPostgres)
                .toList();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/postgres");
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
