package io.peakday.engines;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which engines to use.
 *
 * @param folder holds what the embedded engines (and other modules) keep on this machine
 * @param postgres the embedded server, unless it has a URL
 * @param kafka the embedded broker, unless it has servers
 */
@Validated
@ConfigurationProperties("peakday.engines")
public record EngineSettings(
        @NotNull @DefaultValue(".peakday") Path folder,
        @Valid @DefaultValue Postgres postgres,
        @Valid @DefaultValue Kafka kafka) {

    /** Embedded engines in a folder, with everything else as it is by default. */
    public static EngineSettings embedded(Path folder) {
        return new EngineSettings(folder, SettingDefaults.of(Postgres.class), SettingDefaults.of(Kafka.class));
    }

    public EngineSettings with(Postgres other) {
        return new EngineSettings(folder, other, kafka);
    }

    public EngineSettings with(Kafka other) {
        return new EngineSettings(folder, postgres, other);
    }

    /**
     * @param url of a server elsewhere, {@code jdbc:postgresql://host[:port]/database}; none for the embedded one
     * @param user of the server elsewhere, as whom the program works
     * @param password of the server elsewhere; never shown
     * @param ownerUser of the server elsewhere, who owns the tables: migrates them, makes and drops their partitions; none if
     *     {@code user} owns them, who can then undo what the database refuses
     * @param ownerPassword of the owner; never shown
     * @param port of the embedded server; 0 for a free one
     * @param poolSize the most connections this program uses at once
     * @param maxConnections the most that the embedded server takes, from all programs
     * @param sharedBuffers the embedded server's page cache, such as {@code 128MB}
     * @param patience how long a caller waits for a connection, and the start for a server elsewhere; the embedded one is
     *     back two to three seconds after a crash, and who waits longer than twice that is better asked to retry later
     * @param deadline the longest that one statement may take and that a transaction may stand idle, after which the server
     *     ends it; whole seconds. Commands, migrations and other work without somebody waiting have none, which is 0
     */
    public record Postgres(
            @Nullable @Pattern(regexp = "jdbc:postgresql:.+", message = "must begin with jdbc:postgresql:")
            String url,

            @Nullable String user,
            @Nullable String password,
            @Nullable String ownerUser,
            @Nullable String ownerPassword,
            @Min(0) @Max(65535) @DefaultValue("0") int port,
            @Min(2) @Max(500) @DefaultValue("24") int poolSize,
            @Min(10) @Max(1000) @DefaultValue("100") int maxConnections,

            @Pattern(regexp = "[1-9][0-9]{0,6}(kB|MB|GB)") @DefaultValue("128MB")
            String sharedBuffers,

            @NotNull @DefaultValue("5s") Duration patience,
            @NotNull @DefaultValue("10s") Duration deadline) {

        /** A server elsewhere, with everything else as it is by default. */
        public static Postgres remote(String url, String user, String password) {
            return SettingDefaults.of(Postgres.class).withUrl(url).with(new Login(user, password), null);
        }

        /** The same with other logins; an owner of null if the user owns the tables. */
        public Postgres with(Login program, @Nullable Login owner) {
            return new Postgres(
                    url,
                    program.user(),
                    program.password(),
                    owner == null ? null : owner.user(),
                    owner == null ? null : owner.password(),
                    port,
                    poolSize,
                    maxConnections,
                    sharedBuffers,
                    patience,
                    deadline);
        }

        /** The same at another address. */
        public Postgres withUrl(String other) {
            return new Postgres(
                    other,
                    user,
                    password,
                    ownerUser,
                    ownerPassword,
                    port,
                    poolSize,
                    maxConnections,
                    sharedBuffers,
                    patience,
                    deadline);
        }

        /** The same with other bounds on connections, of this program and of the embedded server. */
        public Postgres withConnections(int pool, int server) {
            return new Postgres(
                    url,
                    user,
                    password,
                    ownerUser,
                    ownerPassword,
                    port,
                    pool,
                    server,
                    sharedBuffers,
                    patience,
                    deadline);
        }

        /** The same for work without a deadline. */
        public Postgres withoutDeadline() {
            return new Postgres(
                    url,
                    user,
                    password,
                    ownerUser,
                    ownerPassword,
                    port,
                    poolSize,
                    maxConnections,
                    sharedBuffers,
                    patience,
                    Duration.ZERO);
        }

        /** Whether the tables are somebody else's than the user's as whom the program works. */
        boolean hasOwner() {
            return ownerUser != null && !ownerUser.isBlank() && !ownerUser.equals(user);
        }

        boolean embedded() {
            return url == null || url.isBlank();
        }

        @Override
        public String toString() {
            String where = url == null || embedded() ? "embedded, port=" + port : RemotePostgres.shown(url);
            return "Postgres[" + where + ", poolSize=" + poolSize + "]";
        }
    }

    /**
     * @param servers the bootstrap list of a cluster elsewhere, {@code host:port[,host:port…]}; none for the embedded
     *     broker
     * @param properties what every client of that cluster must set, such as {@code security.protocol}; never shown
     * @param port of the embedded broker; 0 for a free one
     * @param patience how long the start waits for a cluster elsewhere
     */
    public record Kafka(
            @Nullable
            @Pattern(
                    regexp = "[^,:\\s]+:\\d{1,5}(,[^,:\\s]+:\\d{1,5})*",
                    message = "must be host:port, several separated by commas")
            String servers,

            @DefaultValue Map<String, String> properties,
            @Min(0) @Max(65535) @DefaultValue("0") int port,
            @NotNull @DefaultValue("10s") Duration patience) {
        public Kafka {
            properties = Map.copyOf(properties);
        }

        /** A cluster elsewhere that asks for nothing more than its address. */
        public static Kafka remote(String servers) {
            return remote(servers, Map.of());
        }

        /** A cluster elsewhere, and what its clients must set. */
        public static Kafka remote(String servers, Map<String, String> properties) {
            Kafka defaults = SettingDefaults.of(Kafka.class);
            return new Kafka(servers, properties, defaults.port(), defaults.patience());
        }

        boolean embedded() {
            return servers == null || servers.isBlank();
        }

        @Override
        public String toString() {
            return "Kafka[" + (embedded() ? "embedded, port=" + port : servers) + "]";
        }
    }
}
