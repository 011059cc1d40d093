package io.peakday.engines.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.peakday.engines.Scratch;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who may speak with the embedded broker: whoever has the password of its folder, and nobody else. */
class BrokerLoginTest {
    private static final String BROKER = "bootstrap.servers";
    private static final String CONTROLLER = "bootstrap.controllers";

    private static final Scratch scratch = new Scratch("broker-login");
    private static final KafkaServer server = new KafkaServer(KafkaOptions.light(scratch.path()));

    @BeforeAll
    static void start() {
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
        scratch.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {BROKER, CONTROLLER})
    void whoHasThePasswordIsLetIn(String listener) throws Exception {
        assertThat(nodes(listener, server, server.clientProperties())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {BROKER, CONTROLLER})
    void whoDoesNotLogInIsNotAnswered(String listener) {
        assertThatThrownBy(() -> nodes(listener, server, Map.of())).hasCauseInstanceOf(TimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {BROKER, CONTROLLER})
    void aWrongPasswordIsRefused(String listener) {
        assertThatThrownBy(() -> nodes(listener, server, new BrokerLogin("0".repeat(64)).ofClients()))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {BROKER, CONTROLLER})
    void anotherUserIsRefused(String listener) {
        Map<String, String> login = changed("username=\"peakday\"", "username=\"admin\"");
        assertThatThrownBy(() -> nodes(listener, server, login)).hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    /** It would disclose the password to whoever has taken the port. */
    @ParameterizedTest
    @ValueSource(strings = {BROKER, CONTROLLER})
    void aPasswordInTheClearIsNotAskedFor(String listener) {
        Map<String, String> login = new HashMap<>(changed("scram.ScramLoginModule", "plain.PlainLoginModule"));
        login.put("sasl.mechanism", "PLAIN");
        assertThatThrownBy(() -> nodes(listener, server, login))
                .hasCauseInstanceOf(UnsupportedSaslMechanismException.class);
    }

    @Test
    void twoBrokersOfOneProcessHavePasswordsOfTheirOwn() throws Exception {
        try (Scratch elsewhere = new Scratch("broker-login-other")) {
            KafkaServer other = new KafkaServer(KafkaOptions.light(elsewhere.path()));
            other.start();
            try {
                assertThat(nodes(BROKER, other, other.clientProperties())).isEqualTo(1);
                assertThat(nodes(BROKER, server, server.clientProperties())).isEqualTo(1);
                for (String listener : List.of(BROKER, CONTROLLER)) {
                    assertThatThrownBy(() -> nodes(listener, other, server.clientProperties()))
                            .hasCauseInstanceOf(SaslAuthenticationException.class);
                    assertThatThrownBy(() -> nodes(listener, server, other.clientProperties()))
                            .hasCauseInstanceOf(SaslAuthenticationException.class);
                }
            } finally {
                other.stop();
            }
        }
    }

    @Test
    void aFolderOfTheVersionBeforeOpensWithAllThatItHad() throws Exception {
        try (Scratch old = new Scratch("broker-login-before")) {
            Map<String, String> open =
                    Map.of("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
            KafkaServer before = new KafkaServer(new KafkaOptions(old.path(), 0, open));
            before.start();
            send(before, Map.of(), "lamp");
            before.stop();
            Files.delete(old.path().resolve("password"));
            Files.delete(old.path().resolve("client.properties"));

            KafkaServer now = new KafkaServer(KafkaOptions.light(old.path()));
            now.start();
            try {
                assertThat(first(now, now.clientProperties())).isEqualTo("lamp");
                assertThatThrownBy(() -> nodes(BROKER, now, Map.of())).hasCauseInstanceOf(TimeoutException.class);
            } finally {
                now.stop();
            }
        }
    }

    @Test
    void theFileForKafkasToolsConnects() throws Exception {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(scratch.path().resolve("client.properties"))) {
            file.load(reader);
        }
        try (Admin admin = Admin.create(file)) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    @Test
    void thePasswordIsItsOwnersOnlyAndInNoLog() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try (Scratch fresh = new Scratch("broker-login-log")) {
            KafkaServer logged = new KafkaServer(KafkaOptions.light(fresh.path()));
            logged.start();
            nodes(BROKER, logged, logged.clientProperties());
            logged.stop();
            String password = Files.readString(fresh.path().resolve("password")).strip();
            assertThat(password).matches("[0-9a-f]{64}");
            assertThat(List.copyOf(log.list))
                    .noneMatch(event -> event.getFormattedMessage().contains(password));
            assertThat(BrokerLogin.of(fresh.path()).toString()).doesNotContain(password);
            for (String name : List.of("password", "client.properties")) {
                assertThat(mode(fresh.path().resolve(name))).isEqualTo("rw-------");
            }
        } finally {
            root.detachAppender(log);
        }
    }

    @Test
    void aPasswordThatOthersCouldHaveReadIsReplaced() throws Exception {
        try (Scratch folder = new Scratch("broker-login-open")) {
            BrokerLogin first = BrokerLogin.of(folder.path());
            assertThat(BrokerLogin.of(folder.path())).isEqualTo(first);
            Path file = folder.path().resolve("password");
            mode(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            assertThat(BrokerLogin.of(folder.path())).isNotEqualTo(first);
            assertThat(mode(file)).isEqualTo("rw-------");
        }
    }

    private static String mode(Path file) throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static Map<String, String> changed(String what, String into) {
        Map<String, String> login = new HashMap<>(server.clientProperties());
        login.computeIfPresent("sasl.jaas.config", (key, jaas) -> jaas.replace(what, into));
        assertThat(login).isNotEqualTo(server.clientProperties());
        return login;
    }

    private static int nodes(String listener, KafkaServer of, Map<String, String> login)
            throws ExecutionException, InterruptedException {
        Map<String, Object> client = new HashMap<>(login);
        client.put(listener, "127.0.0.1:" + (listener.equals(BROKER) ? of.port() : of.controllerPort()));
        client.put("default.api.timeout.ms", 3_000);
        client.put("request.timeout.ms", 3_000);
        try (Admin admin = Admin.create(client)) {
            return admin.describeCluster().nodes().get().size();
        }
    }

    private static void send(KafkaServer to, Map<String, String> login, String value) throws Exception {
        Map<String, Object> client = new HashMap<>(login);
        client.put(BROKER, to.servers());
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic("goods", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("goods", value)).get();
        }
    }

    private static String first(KafkaServer from, Map<String, String> login) {
        Map<String, Object> client = new HashMap<>(login);
        client.put(BROKER, from.servers());
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("goods", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var records = consumer.poll(Duration.ofSeconds(10));
            return records.iterator().next().value();
        }
    }
}
