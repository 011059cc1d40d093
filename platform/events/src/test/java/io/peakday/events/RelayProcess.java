package io.peakday.events;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A node that relays, in a process of its own, to be stopped by a signal. */
final class RelayProcess implements AutoCloseable {
    private static final String PASSWORD = "postgres.password";

    private final Process process;

    private RelayProcess(Process process) {
        this.process = process;
    }

    static RelayProcess start(TestDatabase postgres, KafkaBootstrap kafka, String prefix) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RelayProcess.class.getName(),
                            postgres.url(),
                            postgres.user(),
                            kafka.servers(),
                            prefix)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Secrets go through a pipe, where nobody else can read them.
            try (OutputStream secrets = process.getOutputStream()) {
                Properties properties = new Properties();
                properties.putAll(kafka.clientProperties());
                properties.put(PASSWORD, postgres.password());
                properties.store(secrets, null);
            }
            return new RelayProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws Exception {
        Properties secrets = new Properties();
        secrets.load(System.in);
        String password = String.valueOf(secrets.remove(PASSWORD));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(password);
        config.setMaximumPoolSize(8);
        HikariDataSource pool = new HikariDataSource(config);
        KafkaBootstrap kafka = bootstrap(arguments[2], secrets);
        new TestNode(
                        new Database(pool),
                        kafka,
                        TestNode.settings(arguments[3]),
                        RelayLane.Faults.NONE,
                        DurableConsumer.Faults.NONE,
                        List.of())
                .start();
        Thread.currentThread().join();
    }

    private static KafkaBootstrap bootstrap(String servers, Properties properties) {
        Map<String, String> given = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
        return new KafkaBootstrap() {
            @Override
            public String servers() {
                return servers;
            }

            @Override
            public Map<String, String> clientProperties() {
                return given;
            }
        };
    }
}
