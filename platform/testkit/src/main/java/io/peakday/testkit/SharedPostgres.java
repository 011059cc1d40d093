package io.peakday.testkit;

import com.zaxxer.hikari.HikariDataSource;
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
        execute("create database " + name + " template " + template + " strategy file_copy");
        return name;
    }

    void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }

    HikariDataSource pool(String database, int connections) {
        return TestPool.open(server, database, connections);
    }

    PostgresServer server() {
        return server;
    }

    private String template(List<SchemaMigration> schemas) {
        String name = "schemas_" + (templates.size() + 1);
        execute("create database " + name + " strategy file_copy");
        try (HikariDataSource pool = pool(name, 4)) {
            Migrator.migrate(pool, schemas);
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
