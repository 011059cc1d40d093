package io.peakday.limits.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.engines.EngineSettings;
import io.peakday.engines.EngineTls;
import io.peakday.kernel.Failure;
import io.peakday.testkit.PrivatePostgres;
import io.peakday.testkit.PrivateRedis;
import io.peakday.testkit.TestAuthority;
import io.peakday.testkit.TestFolder;
import io.peakday.testkit.TestKafka;
import io.peakday.testkit.TlsProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PostgreSQL speaks TLS by itself; before Redis and Kafka stands somebody who does. */
class TlsToEnginesTest {
    @RegisterExtension
    static final PrivatePostgres postgres = PrivatePostgres.with();

    @RegisterExtension
    static final PrivateRedis redis = new PrivateRedis();

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static Path folder;
    private static TestAuthority ours;
    private static TestAuthority others;
    private static TestAuthority.Issued here;
    private static TestAuthority.Issued elsewhere;

    @BeforeAll
    static void certificates() {
        folder = TestFolder.create("tls-to-engines");
        ours = TestAuthority.create(folder, "ours");
        others = TestAuthority.create(folder, "others");
        here = ours.issue("here", "dns:localhost");
        elsewhere = ours.issue("elsewhere", "dns:engines.example.com");
    }

    @AfterAll
    static void remove() {
        TestFolder.delete(folder);
    }

    private static EngineSettings over(EngineSettings.Postgres postgres, EngineSettings.Kafka kafka, Path ca) {
        return new EngineTls(true, true, ca.toString())
                .over(EngineSettings.embedded(folder).with(postgres).with(kafka));
    }

    @Test
    void redisIsAskedOnlyIfItsCertificateIsOfTheAuthorityAndForTheName() {
        int port = Integer.parseInt(redis.url().substring(redis.url().lastIndexOf(':') + 1));
        try (TlsProxy right = new TlsProxy(here, port);
                TlsProxy wrongName = new TlsProxy(elsewhere, port)) {
            assertThat(pings("rediss://localhost:" + right.port(), ours.certificate()))
                    .isTrue();
            assertThat(pings("rediss://localhost:" + right.port(), others.certificate()))
                    .isFalse();
            assertThat(pings("rediss://localhost:" + wrongName.port(), ours.certificate()))
                    .isFalse();
            assertThat(wrongName.trusted()).isZero();
            assertThat(right.trusted()).isEqualTo(1);
        }
        assertThatThrownBy(() -> new RedisLink("rediss://localhost:1", "", TIMEOUT, folder + "/nowhere.pem"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("limits.bad-redis-ca"));
    }

    private static boolean pings(String url, Path ca) {
        try (RedisLink link = new RedisLink(url, "", TIMEOUT, ca.toString())) {
            return link.connection()
                    .thenCompose(connection -> connection.async().ping())
                    .thenApply("PONG"::equals)
                    .exceptionally(failure -> false)
                    .join();
        }
    }

    @Test
    void kafkaIsAskedOnlyIfItsCertificateIsOfTheAuthorityAndForTheName() {
        String servers = TestKafka.bootstrap().servers();
        int port = Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
        try (TlsProxy right = new TlsProxy(here, port);
                TlsProxy wrongName = new TlsProxy(elsewhere, port)) {
            try (Admin refusing = admin("localhost:" + right.port(), others.certificate())) {
                assertThatThrownBy(() -> refusing.describeCluster().nodes().get())
                        .hasMessageContaining("SSL");
            }
            try (Admin refusing = admin("localhost:" + wrongName.port(), ours.certificate())) {
                assertThatThrownBy(() -> refusing.describeCluster().nodes().get())
                        .hasMessageContaining("SSL");
            }
            assertThat(right.trusted() + wrongName.trusted()).isZero();
            // The broker informs its clients of its own port, which does not speak TLS: that it was asked is what
            // counts.
            try (Admin asking = admin("localhost:" + right.port(), ours.certificate())) {
                var unanswered = asking.describeCluster().nodes();
                await().until(() -> right.trusted() > 0);
                assertThat(unanswered).isNotNull();
            }
        }
    }

    private static Admin admin(String servers, Path ca) {
        EngineSettings.Kafka kafka = over(
                        EngineSettings.Postgres.remote("jdbc:postgresql://localhost/x", "x", "x"),
                        EngineSettings.Kafka.remote(servers),
                        ca)
                .kafka();
        assertThat(kafka.properties()).containsEntry("security.protocol", "SSL");
        Map<String, Object> configuration = new HashMap<>(kafka.properties());
        configuration.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
        return Admin.create(configuration);
    }

    @Test
    void postgresIsAskedOnlyIfItsCertificateIsOfTheAuthorityAndForTheName() throws Exception {
        speakTls(here);
        assertThat(asks("localhost", ours.certificate())).isEqualTo("t");
        assertThatThrownBy(() -> asks("localhost", others.certificate())).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> asks("127.0.0.1", ours.certificate()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("hostname");
        speakTls(elsewhere);
        await().untilAsserted(() -> assertThatThrownBy(() -> asks("localhost", ours.certificate()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("hostname"));
    }

    private static String asks(String host, Path ca) throws SQLException {
        String url = postgres.url().replaceFirst("//[^:/]+", "//" + host);
        EngineSettings.Postgres secured = over(
                        EngineSettings.Postgres.remote(url, postgres.user(), postgres.password()),
                        EngineSettings.Kafka.remote("localhost:1"),
                        ca)
                .postgres();
        try (Connection connection =
                        DriverManager.getConnection(String.valueOf(secured.url()), secured.user(), secured.password());
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Its files are in the server's own folder, and its own. */
    private static void speakTls(TestAuthority.Issued shown) throws Exception {
        try (Connection connection = postgres.superuser();
                Statement statement = connection.createStatement()) {
            Path data;
            try (var row = statement.executeQuery("show data_directory")) {
                row.next();
                data = Path.of(row.getString(1));
            }
            for (Path file : new Path[] {shown.certificate(), shown.key()}) {
                Path copy = data.resolve(file.getFileName());
                Files.deleteIfExists(copy);
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
                Files.setOwner(copy, Files.getOwner(data.resolve("PG_VERSION")));
            }
            statement.execute(
                    "alter system set ssl_cert_file = '" + shown.certificate().getFileName() + "'");
            statement.execute("alter system set ssl_key_file = '" + shown.key().getFileName() + "'");
            statement.execute("alter system set ssl = on");
            statement.execute("select pg_reload_conf()");
        }
        await().until(() -> {
            try (Connection connection = postgres.superuser();
                    Statement statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select current_setting('ssl') = 'on' and current_setting('ssl_cert_file') = '"
                                    + shown.certificate().getFileName() + "'")) {
                row.next();
                return row.getBoolean(1);
            }
        });
    }
}
