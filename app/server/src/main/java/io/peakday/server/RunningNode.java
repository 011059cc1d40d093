package io.peakday.server;

import io.peakday.engines.EmbeddedLogins;
import io.peakday.engines.EngineSettings;
import io.peakday.engines.PrivateFile;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Processes;
import io.peakday.kernel.ProgramClock;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a running node leaves in its data folder so that other commands find it: {@code run/node.properties}.
 *
 * <p>The file may outlive its process (kill -9), so a reader believes it only while a process of that id lives that
 * was started when the file says.
 *
 * @param pid the process
 * @param processStart when that process started, by {@link ProcessStart}; empty if unknown
 * @param url where its pages are
 * @param jdbcUrl its database, without a password
 * @param kafka its brokers, a bootstrap list
 * @param payments who takes its payments: {@code sandbox}, {@code none}, or empty where an older version wrote the file
 */
public record RunningNode(
        long pid,
        String processStart,
        String url,
        String version,
        Instant startedAt,
        String jdbcUrl,
        String kafka,
        String payments) {
    /** Nodes that share a database share the keys of its audit log and of its events. */
    private static final String AUDIT_FOLDER = "peakday.identity.audit-folder";

    private static final String KEY_FOLDER = "peakday.events.key-folder";

    /** Of a command, at most. */
    private static final int CONNECTIONS = 8;

    /** The node whose process is this one. */
    static RunningNode self(String url, String version, String jdbcUrl, String kafka, String payments) {
        ProcessHandle self = ProcessHandle.current();
        return new RunningNode(
                self.pid(),
                ProcessStart.of(self).orElse(""),
                url,
                version,
                ProgramClock.instance().instant(),
                jdbcUrl,
                kafka,
                payments);
    }

    /** The node that runs on this data folder, if one does. */
    public static Optional<RunningNode> find(Path data) {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(file(data))) {
            file.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw Failure.forbidden(
                    "store.not-yours",
                    "The data folder " + data + " cannot be read by user " + System.getProperty("user.name")
                            + ". Be the user whose store it is, or choose another folder with --data.");
        } catch (IOException e) {
            throw Failure.internal("store.run-file", "The file " + file(data) + " cannot be read.", e);
        }
        RunningNode node;
        // 0 is what older versions wrote where they did not know.
        String start = file.getProperty("process-start", "");
        try {
            node = new RunningNode(
                    Long.parseLong(file.getProperty("pid", "")),
                    start.equals("0") ? "" : start,
                    file.getProperty("url", ""),
                    file.getProperty("version", ""),
                    Instant.ofEpochMilli(Long.parseLong(file.getProperty("started-at", "0"))),
                    file.getProperty("jdbc-url", ""),
                    file.getProperty("kafka", ""),
                    file.getProperty("payments", ""));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        return node.process().map(process -> node);
    }

    /** How a command on the same machine reaches this node's engines; in a folder of its own, which holds no data. */
    EngineSettings engines(EngineSettings own) {
        EngineSettings.Postgres postgres = own.postgres();
        String url = postgres.url();
        boolean embedded = url == null || url.isBlank();
        EngineSettings.Postgres shared = postgres.withConnections(CONNECTIONS, postgres.maxConnections());
        if (embedded) {
            // The node's own note of a given address leaves out its parameters, which may hold secrets.
            EmbeddedLogins logins = EmbeddedLogins.ofStore(own.folder());
            shared = shared.withUrl(jdbcUrl).with(logins.program(), logins.owner());
        }
        return new EngineSettings(
                CommandFolder.in(own.folder()).path(),
                shared,
                new EngineSettings.Kafka(
                        kafka,
                        isElsewhere(own.kafka()) ? own.kafka().properties() : embeddedKafka(own.folder()),
                        0,
                        own.kafka().patience()));
    }

    /**
     * The settings by which another node uses the embedded engines of this one. Some are passwords: give them by the
     * environment, where other users do not see them, not as flags.
     *
     * @param data this node's data folder
     */
    public Map<String, String> settingsBeside(Path data) {
        return settingsBeside(data, EngineSettings.embedded(data));
    }

    private Map<String, String> postgresBeside(Path data) {
        EmbeddedLogins logins = EmbeddedLogins.ofStore(data);
        return Map.of(
                "peakday.engines.postgres.url",
                jdbcUrl,
                "peakday.engines.postgres.user",
                logins.program().user(),
                "peakday.engines.postgres.password",
                logins.program().password(),
                "peakday.engines.postgres.owner-user",
                logins.owner().user(),
                "peakday.engines.postgres.owner-password",
                logins.owner().password());
    }

    /** As {@link #settingsBeside(Path)}, of those engines only that are embedded by these settings. */
    Map<String, String> settingsBeside(Path data, EngineSettings own) {
        Map<String, String> settings = new HashMap<>();
        settings.put(AUDIT_FOLDER, data.toAbsolutePath().toString());
        settings.put(KEY_FOLDER, data.toAbsolutePath().toString());
        String url = own.postgres().url();
        if (url == null || url.isBlank()) {
            settings.putAll(postgresBeside(data));
        }
        if (!isElsewhere(own.kafka())) {
            settings.put("peakday.engines.kafka.servers", kafka);
            embeddedKafka(data).forEach((key, value) -> settings.put("peakday.engines.kafka.properties." + key, value));
        }
        return settings;
    }

    private static boolean isElsewhere(EngineSettings.Kafka kafka) {
        String servers = kafka.servers();
        return servers != null && !servers.isBlank();
    }

    /** How clients log in to the embedded broker; nothing where an older version runs, which asks nobody. */
    private static Map<String, String> embeddedKafka(Path data) {
        Path file = data.resolve("kafka").resolve("client.properties");
        Properties written = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            written.load(reader);
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw Failure.unavailable(
                    "store.password",
                    "Kafka's password in " + file
                            + " cannot be read; run this command as the user who started the store.",
                    e);
        }
        Map<String, String> properties = new HashMap<>();
        written.stringPropertyNames().forEach(key -> properties.put(key, written.getProperty(key)));
        // The node's own note of where its broker is, is at least as new.
        properties.remove("bootstrap.servers");
        return properties;
    }

    /** The process, if it still lives and is the one that wrote the file. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(process -> !Processes.ended(process))
                .filter(process -> processStart.isEmpty() || ProcessStart.isOf(process, processStart));
    }

    void write(Path data) {
        Properties file = new Properties();
        file.setProperty("pid", Long.toString(pid));
        file.setProperty("process-start", processStart);
        file.setProperty("url", url);
        file.setProperty("version", version);
        file.setProperty("started-at", Long.toString(startedAt.toEpochMilli()));
        file.setProperty("jdbc-url", jdbcUrl);
        file.setProperty("kafka", kafka);
        file.setProperty("payments", payments);
        StringWriter content = new StringWriter();
        try {
            file.store(content, "A running Peakday node; written at its start.");
            PrivateFile.folder(data.resolve("run"));
            PrivateFile.write(file(data), content.toString());
        } catch (IOException e) {
            throw Failure.unavailable(
                    "store.data-folder", "The data folder " + data + " cannot be written: " + e.getMessage(), e);
        }
    }

    static void remove(Path data) {
        try {
            Files.deleteIfExists(file(data));
        } catch (IOException e) {
            // The next start overwrites it, and a reader checks the process.
            System.getLogger(RunningNode.class.getName()).log(System.Logger.Level.DEBUG, "left behind", e);
        }
    }

    private static Path file(Path data) {
        return data.resolve("run").resolve("node.properties");
    }
}
