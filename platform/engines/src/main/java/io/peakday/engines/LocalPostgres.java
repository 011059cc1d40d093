package io.peakday.engines;

import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import io.peakday.kernel.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL and the pool to its one database. */
final class LocalPostgres implements PostgresEngine {
    private static final String DATABASE = "peakday";
    private static final String NO_SUCH_DATABASE = "3D000";

    private final EngineSettings.Postgres settings;
    private final PostgresServer server;
    private volatile boolean wanted = true;
    private volatile @Nullable PostgresPool pool;

    LocalPostgres(Path folder, EngineSettings.Postgres settings) {
        this.settings = settings;
        this.server = new PostgresServer(PostgresOptions.durable(
                        folder, PostgresOptions.userCache(), settings.maxConnections(), settings.sharedBuffers())
                .withPort(settings.port()));
    }

    @Override
    public PostgresPool open() {
        server.start();
        createDatabase();
        PostgresPool fresh = new PostgresPool(
                new PostgresConnections(
                        () -> server.url(DATABASE), server.user(), server.superuserPassword(), settings.deadline()),
                settings);
        pool = fresh;
        return fresh;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public EngineStatus status() {
        return PostgresStatus.of(pool, true, "127.0.0.1:" + server.port() + "/" + DATABASE);
    }

    @Override
    public @Nullable String trouble() {
        PostgresPool open = pool;
        return open == null ? "It is still starting." : open.trouble();
    }

    @Override
    public boolean up() {
        return server.running();
    }

    @Override
    public synchronized void start() {
        wanted = true;
        startAgain();
    }

    @Override
    public synchronized void stop() {
        wanted = false;
        server.stop();
    }

    /** The process id of the server, or -1. */
    long pid() {
        return server.pid();
    }

    /** Ends the server as a crash would; it is started again by the {@link Supervisor}. */
    void kill() {
        server.kill();
    }

    @Override
    public synchronized void revive() {
        if (fell()) {
            startAgain();
        }
    }

    @Override
    public boolean fell() {
        return wanted && pool != null && !server.running();
    }

    @Override
    public synchronized void close() {
        wanted = false;
        PostgresPool open = pool;
        if (open != null) {
            open.close();
        }
        server.stop();
    }

    private void startAgain() {
        server.start();
        PostgresPool open = pool;
        if (open != null) {
            open.forget();
        }
    }

    private void createDatabase() {
        try (Connection there = connect(DATABASE)) {
            there.isValid(1);
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw unreachable(e);
            }
            try (Connection connection = connect("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + DATABASE);
            } catch (SQLException again) {
                throw unreachable(again);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.url(database), server.user(), server.superuserPassword());
    }

    private static Failure unreachable(SQLException e) {
        if (DiskFull.says(e)) {
            return DiskFull.failure(e);
        }
        return Failure.unavailable(
                "postgres.start-failed", "The embedded PostgreSQL runs but does not answer: " + e.getMessage(), e);
    }
}
