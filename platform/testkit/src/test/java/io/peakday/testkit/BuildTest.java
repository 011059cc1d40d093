package io.peakday.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.kernel.Processes;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuildTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Takes the place of Maven. */
    private Process maven;

    private Build build;

    @BeforeEach
    void begin() throws Exception {
        maven = new ProcessBuilder("sleep", "600").start();
        build = Build.of(maven.pid()).orElseThrow();
    }

    @AfterEach
    void end() {
        maven.destroyForcibly();
    }

    @Test
    void processesThatAskAtOnceHaveOneServerWithOneTemplateAndItEndsWithTheBuild() throws Exception {
        Callable<String> process = () -> asked(maven, "postgres");
        List<String> seen = Races.run(Collections.nCopies(3, process));
        assertThat(seen).containsOnly(seen.getFirst());
        Path folder = build.engine(SharedEngine.POSTGRES);
        ProcessHandle server = server(folder);
        assertThat(ProcessHandle.current().descendants())
                .as("what a test may signal, because it is its own")
                .doesNotContain(server);

        maven.destroyForcibly();
        await().atMost(SOON)
                .until(() -> Processes.ended(server) && Files.notExists(folder) && Files.notExists(build.folder()));
    }

    @Test
    void anotherBuildHasAServerOfItsOwn() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            assertThat(asked(maven, "postgres")).isNotEqualTo(asked(other, "postgres"));
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aServerThatWasKilledIsReplacedForWhoAsksNext() throws Exception {
        Path first = build.engine(SharedEngine.POSTGRES);
        ProcessHandle server = server(first);
        server.parent().orElseThrow().destroyForcibly();
        await().atMost(SOON).until(() -> Processes.ended(server));
        assertThat(asked(maven, "postgres")).startsWith("port ");
        assertThat(build.engine(SharedEngine.POSTGRES)).isNotEqualTo(first);
    }

    @Test
    void aProcessTakesItsTopicsAlongWhenItEnds() throws Exception {
        assertThat(asked(maven, "kafka")).isEqualTo("topics [topic of mine]");
        Properties client = new Properties();
        try (Reader file =
                Files.newBufferedReader(build.engine(SharedEngine.KAFKA).resolve("client.properties"))) {
            client.load(file);
        }
        try (Admin admin = Admin.create(client)) {
            await().atMost(SOON).until(() -> admin.listTopics().names().get().isEmpty());
        }
    }

    private static ProcessHandle server(Path folder) throws Exception {
        String pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** What a test process of that build sees. */
    private static String asked(Process maven, String engine) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dpeakday.test.build=" + maven.pid(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuildUser.class.getName(),
                        engine)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines()
                .filter(line -> line.startsWith(BuildUser.SEES))
                .findFirst()
                .orElseThrow()
                .substring(BuildUser.SEES.length());
    }
}
