package io.peakday.testkit;

import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import io.peakday.engines.DatabaseRoles;
import io.peakday.engines.Migrator;
import io.peakday.engines.SchemaMigration;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import io.peakday.kernel.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL server of its own for a test class that stops, kills and starts it.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PrivatePostgres postgres = PrivatePostgres.with(EventsModule.SCHEMA);
 *
 * postgres.kill();
 * postgres.start();
 * }</pre>
 *
 * <p>The pool stays the same over a restart, as a program's would. What was committed survives a kill of the server.
 */
public final class PrivatePostgres implements BeforeAllCallback, AfterAllCallback {
    private static final String DATABASE = "peakday";
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final List<SchemaMigration> schemas;
    private @Nullable Path folder;
    private @Nullable PostgresServer server;
    private @Nullable HikariDataSource pool;
    private @Nullable HikariDataSource ownerPool;
    private @Nullable DatabaseRoles roles;
    private int depth;

    private PrivatePostgres(List<SchemaMigration> schemas) {
        this.schemas = schemas;
    }

    public static PrivatePostgres with(SchemaMigration... schemas) {
        return new PrivatePostgres(List.of(schemas));
    }

    /** The database as the program sees it. */
    public Database database() {
        return new Database(dataSource());
    }

    /** The database as the tables' owner sees it. */
    public synchronized Database owner() {
        PostgresServer started = server();
        if (ownerPool == null) {
            ownerPool = TestPool.open(started.url(DATABASE), roles().owner(), 4);
        }
        return new Database(ownerPool);
    }

    /** A connection of the server's superuser, for its configuration. */
    public Connection superuser() throws SQLException {
        return DriverManager.getConnection(url(), server().user(), server().superuserPassword());
    }

    public synchronized DataSource dataSource() {
        server();
        if (pool == null) {
            throw new IllegalStateException("closed");
        }
        return pool;
    }

    /** Stops the server cleanly; its connections break. */
    public void stop() {
        server().stop();
    }

    /** Ends the server at once, as a power cut would. */
    public void kill() {
        server().kill();
    }

    /** Starts the server again, on the same port, and waits until the pools have found it. */
    public void start() {
        server().start();
        reconnect();
    }

    /**
     * Asks until the program uses the database again: who met an outage less than half a second ago is refused without a look
     * ({@code GroupCommit}), however soon the server is back.
     */
    public static <T> T answered(Callable<T> question) throws Exception {
        try {
            return question.call();
        } catch (Failure e) {
            if (!isRefusedUnasked(e)) {
                throw e;
            }
        }
        return Awaitility.await()
                .ignoreExceptionsMatching(PrivatePostgres::isRefusedUnasked)
                .until(question, answer -> true);
    }

    private static boolean isRefusedUnasked(Throwable e) {
        return e instanceof Failure failure && failure.code().equals("database.unavailable");
    }

    public String url() {
        return server().url(DATABASE);
    }

    public String user() {
        return DatabaseRoles.PROGRAM;
    }

    public String password() {
        server();
        return roles().program().password();
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        depth++;
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        if (--depth > 0) {
            return;
        }
        if (pool != null) {
            pool.close();
        }
        if (ownerPool != null) {
            ownerPool.close();
        }
        if (server != null) {
            server.stop();
        }
        if (folder != null) {
            TestFolder.delete(folder);
        }
        pool = null;
        ownerPool = null;
        roles = null;
        server = null;
        folder = null;
    }

    /**
     * A pool does not look at a connection that it used within the last half second, and one that found no server for a while
     * looks for it less and less often, up to as long as somebody waits for a connection.
     */
    private synchronized void reconnect() {
        for (HikariDataSource one :
                Stream.of(pool, ownerPool).filter(Objects::nonNull).toList()) {
            one.getHikariPoolMXBean().softEvictConnections();
            Awaitility.await().atMost(TIMEOUT).ignoreExceptions().until(() -> {
                try (Connection connection = one.getConnection()) {
                    return connection.isValid(1);
                }
            });
        }
    }

    private DatabaseRoles roles() {
        return Objects.requireNonNull(roles, "not started");
    }

    private synchronized PostgresServer server() {
        if (server == null) {
            folder = TestFolder.create("private-postgres");
            server = new PostgresServer(PostgresOptions.forgetful(folder, PostgresOptions.userCache()));
            server.start();
            roles = new DatabaseRoles(server);
            roles.prepare(DATABASE);
            try (HikariDataSource owner = TestPool.open(server.url(DATABASE), roles.owner(), 4)) {
                Migrator.migrate(owner, schemas, DatabaseRoles.PROGRAM);
                TestTables.openTo(owner);
            }
            pool = TestPool.open(server.url(DATABASE), roles.program(), 16);
        }
        return server;
    }
}
