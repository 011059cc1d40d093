package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.peakday.kernel.Failure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnreachableEnginesTest {
    @RegisterExtension
    static final OnePostgres postgres = new OnePostgres();

    @Test
    void aDatabaseThatDoesNotAnswerIsASentenceWithItsAddressAndWithoutSecrets() throws Exception {
        refused("jdbc:postgresql://127.0.0.1:" + closedPort() + "/shop?password=geheim", "anybody", "geheim")
                .satisfies(e -> assertThat(e.code()).isEqualTo("postgres.unreachable"))
                .withMessageContaining("/shop does not answer")
                .withMessageNotContaining("geheim");
    }

    @Test
    void aWrongPasswordIsASentence() {
        refused(postgres.server().url("postgres"), "peakday", "wrong")
                .satisfies(e -> assertThat(e.code()).isEqualTo("postgres.refused"))
                .withMessageNotContaining("wrong");
    }

    @Test
    void aDatabaseThatIsNotThereIsASentence() {
        refused(postgres.server().url("nowhere"), "peakday", postgres.server().superuserPassword())
                .satisfies(e -> assertThat(e.code()).isEqualTo("postgres.no-database"));
    }

    @Test
    void aDatabaseThatTakesNoWritesIsRefused() {
        refused(
                        postgres.server().url("postgres") + "?options=-c%20default_transaction_read_only=on",
                        "peakday",
                        postgres.server().superuserPassword())
                .satisfies(e -> assertThat(e.code()).isEqualTo("postgres.read-only"));
    }

    @Test
    void aKafkaThatDoesNotAnswerIsASentence() throws Exception {
        RemoteKafka kafka = new RemoteKafka(
                new EngineSettings.Kafka("127.0.0.1:" + closedPort(), Map.of(), 0, Duration.ofSeconds(1)));
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(kafka::open)
                .satisfies(e -> assertThat(e.code()).isEqualTo("kafka.unreachable"))
                .withMessageContaining("127.0.0.1:");
    }

    @Test
    void settingsDoNotShowSecrets() {
        EngineSettings settings = EngineSettings.embedded(java.nio.file.Path.of("x"))
                .with(EngineSettings.Postgres.remote(
                        "jdbc:postgresql://me:geheim@db/shop?password=geheim", "a", "geheim"))
                .with(new EngineSettings.Kafka(
                        "k:9092", Map.of("sasl.jaas.config", "geheim"), 0, Duration.ofSeconds(1)));
        assertThat(settings.toString()).doesNotContain("geheim").contains("db/shop", "k:9092");
    }

    private static ThrowableAssertAlternative<Failure> refused(String url, String user, String password) {
        RemotePostgres remote = new RemotePostgres(new EngineSettings.Postgres(
                url, user, password, null, null, 0, 4, 100, "64MB", Duration.ofMillis(300), Duration.ofSeconds(10)));
        return assertThatExceptionOfType(Failure.class).isThrownBy(remote::open);
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
