package io.peakday.testkit;

import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.DatabaseRoles;
import io.peakday.engines.Login;
import io.peakday.engines.Migrator;
import io.peakday.engines.SchemaMigration;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one PostgreSQL of this test run, with a migrated template for each list of schemas. */
final class SharedPostgres {
    private static @Nullable SharedPostgres instance;

    private final PostgresServer server;
    private final DatabaseRoles roles;
    private final Map<List<SchemaMigration>, String> templates = new HashMap<>();
    private int databases;

    private SharedPostgres() {
        Path folder = TestFolder.create("postgres");
        server = new PostgresServer(PostgresOptions.forgetful(folder, PostgresOptions.userCache()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.stop();
            TestFolder.delete(folder);
        }));
        server.start();
        roles = new DatabaseRoles(server);
    }

    static synchronized SharedPostgres get() {
        if (instance == null) {
            instance = new SharedPostgres();
        }
        return instance;
    }

    /** A new database with the schemas in it, and nothing else. */
    synchronized String create(List<SchemaMigration> schemas) {
        String template = templates.computeIfAbsent(schemas, this::template);
        String name = "test_" + ++databases;
        execute("create database " + name + " template " + template + " owner " + DatabaseRoles.OWNER
                + " strategy file_copy");
        // Of what was settled in the template, only this is not copied.
        execute("revoke all on database " + name + " from public; grant connect on database " + name + " to "
                + DatabaseRoles.PROGRAM);
        return name;
    }

    void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }

    HikariDataSource pool(Login login, String database, int connections) {
        return TestPool.open(server, login, database, connections);
    }

    DatabaseRoles roles() {
        return roles;
    }

    PostgresServer server() {
        return server;
    }

    private String template(List<SchemaMigration> schemas) {
        String name = "schemas_" + (templates.size() + 1);
        execute("create database " + name + " strategy file_copy");
        roles.prepare(name);
        try (HikariDataSource pool = pool(roles.owner(), name, 4)) {
            Migrator.migrate(pool, schemas, DatabaseRoles.PROGRAM);
            TestTables.openTo(pool);
        }
        return name;
    }

    private void execute(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
