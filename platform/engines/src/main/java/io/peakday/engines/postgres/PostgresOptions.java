package io.peakday.engines.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an embedded PostgreSQL runs.
 *
 * @param folder holds {@code data}, {@code password}, {@code port} and {@code server.log}
 * @param cache where the unpacked programs are kept, shared between stores
 * @param port 0 for a free one, which is kept for the next start where possible
 * @param configuration server parameters by name
 * @param timeout how long a start (with crash recovery) or a stop may take
 */
public record PostgresOptions(Path folder, Path cache, int port, Map<String, String> configuration, Duration timeout) {
    public PostgresOptions {
        folder = folder.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
        configuration = Map.copyOf(configuration);
    }

    /**
     * For a store: durable (every acknowledged commit is on disk), and moderate, because the rest of the program lives
     * on the same small machine.
     */
    public static PostgresOptions durable(Path folder, Path cache, int maxConnections, String sharedBuffers) {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("max_connections", Integer.toString(maxConnections));
        configuration.put("shared_buffers", sharedBuffers);
        configuration.put("work_mem", "8MB");
        configuration.put("maintenance_work_mem", "64MB");
        configuration.put("effective_cache_size", "1GB");
        configuration.put("random_page_cost", "1.1");
        configuration.put("jit", "off");
        configuration.put("max_wal_size", "1GB");
        configuration.put("checkpoint_timeout", "10min");
        configuration.put("autovacuum_naptime", "30s");
        configuration.put("idle_in_transaction_session_timeout", "120s");
        configuration.put("log_min_messages", "warning");
        configuration.put("log_checkpoints", "off");
        // What was wrong, but not with which values: a log is no place for what people typed.
        configuration.put("log_error_verbosity", "terse");
        return new PostgresOptions(folder, cache, 0, configuration, Duration.ofMinutes(2));
    }

    /** Where a user's unpacked programs are kept: {@code $XDG_CACHE_HOME/peakday}, else {@code ~/.cache/peakday}. */
    public static Path userCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        Path existing = base;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Files.isWritable(existing)
                ? base.resolve("peakday")
                : Path.of(System.getProperty("java.io.tmpdir"), "peakday-cache-" + System.getProperty("user.name"));
    }

    /** For tests: quick, survives a kill of the server but not a crash of the machine. */
    public static PostgresOptions forgetful(Path folder, Path cache) {
        return new PostgresOptions(
                folder,
                cache,
                0,
                Map.of(
                        "fsync", "off",
                        "full_page_writes", "off",
                        "max_connections", "200",
                        "shared_buffers", "64MB",
                        "jit", "off",
                        "autovacuum_naptime", "15s",
                        "log_checkpoints", "off",
                        "max_wal_size", "2GB"),
                Duration.ofMinutes(1));
    }

    public PostgresOptions withPort(int port) {
        return new PostgresOptions(folder, cache, port, configuration, timeout);
    }
}
