package io.peakday.engines;

import io.peakday.kernel.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL elsewhere, and the pool to it. */
final class RemotePostgres implements PostgresEngine {
    private static final int OLDEST = 15;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int SECONDS = 5;

    private final EngineSettings.Postgres settings;
    private final String url;
    private volatile @Nullable PostgresPool pool;
    private final PostgresConnections owner;
    private volatile boolean answered;

    RemotePostgres(EngineSettings.Postgres settings) {
        this.settings = settings;
        this.url = Objects.requireNonNull(settings.url(), "url");
        this.owner = settings.hasOwner()
                ? connections(settings.ownerUser(), settings.ownerPassword())
                : connections(settings.user(), settings.password());
    }

    @Override
    public PostgresPool open() {
        PostgresConnections connections = connections(settings.user(), settings.password());
        check(connections, "user and .password");
        if (settings.hasOwner()) {
            check(owner, "owner-user and .owner-password");
        }
        PostgresPool fresh = new PostgresPool(connections, settings);
        answered = true;
        pool = fresh;
        return fresh;
    }

    private PostgresConnections connections(@Nullable String user, @Nullable String password) {
        return new PostgresConnections(() -> url, user, password, settings.deadline());
    }

    @Override
    public PostgresConnections owner() {
        return owner;
    }

    @Override
    public @Nullable String program() {
        return settings.hasOwner() ? settings.user() : null;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public EngineStatus status() {
        EngineStatus status = PostgresStatus.of(pool, false, shown(url));
        answered = status.up();
        return status;
    }

    @Override
    public @Nullable String trouble() {
        PostgresPool open = pool;
        String trouble = open == null ? "It is still starting." : open.trouble();
        answered = trouble == null;
        return trouble;
    }

    /** As it was when last asked. */
    @Override
    public boolean up() {
        return answered;
    }

    @Override
    public boolean fell() {
        return false;
    }

    @Override
    public void revive() {
        throw new IllegalStateException("not ours to start");
    }

    @Override
    public void close() {
        PostgresPool open = pool;
        if (open != null) {
            open.close();
        }
    }

    /** The address without what may be secret. */
    static String shown(String url) {
        return url.replaceFirst("^jdbc:postgresql:(//)?", "")
                .replaceFirst("\\?.*$", "")
                .replaceFirst("^[^/]*@", "");
    }

    private void check(PostgresConnections connections, String login) {
        long end = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            try (Connection connection = connections.open(SECONDS);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select current_setting('server_version_num')::int,"
                            + " current_setting('transaction_read_only') = 'on'")) {
                row.next();
                refuse(row.getInt(1) / 10_000, row.getBoolean(2));
                return;
            } catch (SQLException e) {
                if (permanent(e) || System.nanoTime() > end || !slept()) {
                    throw failure(e, login);
                }
            }
        }
    }

    private void refuse(int major, boolean readOnly) {
        if (major < OLDEST) {
            throw Failure.conflict(
                    "postgres.older",
                    "The database at " + shown(url) + " is PostgreSQL " + major + "; Peakday needs " + OLDEST
                            + " or newer.");
        }
        if (readOnly) {
            throw Failure.conflict(
                    "postgres.read-only",
                    "The database at " + shown(url) + " takes no writes; is it a standby? Point"
                            + " peakday.engines.postgres.url at the primary.");
        }
    }

    private Failure failure(SQLException e, String login) {
        String state = String.valueOf(e.getSQLState());
        String where = shown(url);
        if (state.startsWith("28")) {
            return Failure.unavailable(
                    "postgres.refused",
                    "The database at " + where + " refused the user or the password. Check"
                            + " peakday.engines.postgres." + login + ".",
                    e);
        }
        if (state.equals("3D000")) {
            return Failure.unavailable(
                    "postgres.no-database", "There is no database at " + where + ". Create it, then start again.", e);
        }
        return Failure.unavailable(
                "postgres.unreachable",
                "The database at " + where + " does not answer (" + e.getMessage() + "). Check"
                        + " peakday.engines.postgres.url, or leave it out to run the embedded one.",
                e);
    }

    private static boolean permanent(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("28") || state.startsWith("3D");
    }

    private static boolean slept() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
