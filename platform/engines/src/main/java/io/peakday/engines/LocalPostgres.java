package io.peakday.engines;

import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL and the pool to its one database. */
final class LocalPostgres implements PostgresEngine {
    private static final String DATABASE = "peakday";

    private final EngineSettings.Postgres settings;
    private final PostgresServer server;
    private final DatabaseRoles roles;
    private volatile boolean wanted = true;
    private volatile @Nullable PostgresPool pool;
    private volatile @Nullable PostgresConnections owner;

    LocalPostgres(Path folder, EngineSettings.Postgres settings) {
        this.settings = settings;
        this.server = new PostgresServer(PostgresOptions.durable(
                        folder, PostgresOptions.userCache(), settings.maxConnections(), settings.sharedBuffers())
                .withPort(settings.port()));
        this.roles = new DatabaseRoles(server);
    }

    @Override
    public PostgresPool open() {
        server.start();
        roles.prepare(DATABASE);
        owner = connections(roles.owner());
        PostgresPool fresh = new PostgresPool(connections(roles.program()), settings);
        pool = fresh;
        return fresh;
    }

    private PostgresConnections connections(Login login) {
        return new PostgresConnections(() -> server.url(DATABASE), login.user(), login.password(), settings.deadline());
    }

    @Override
    public PostgresConnections owner() {
        return Objects.requireNonNull(owner, "not open yet");
    }

    @Override
    public String program() {
        return DatabaseRoles.PROGRAM;
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
}
