package io.peakday.engines;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server for the tests of this module, which the test kit is built upon. */
final class OnePostgres implements BeforeAllCallback, AfterAllCallback {
    private final Scratch scratch = new Scratch("one-postgres");
    private PostgresServer server;
    private int databases;

    PostgresServer server() {
        return server;
    }

    /** A pool to a new, empty database. */
    synchronized HikariDataSource newDatabase() throws Exception {
        String name = "db" + ++databases;
        try (HikariDataSource admin = pool("postgres", 1)) {
            new Database(admin).sql().sql("create database " + name).update();
        }
        return pool(name, 8);
    }

    HikariDataSource pool(String database, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url(database));
        config.setUsername(server.user());
        config.setPassword(server.superuserPassword());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(3_000);
        return new HikariDataSource(config);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Path folder = scratch.path();
        server = new PostgresServer(PostgresOptions.forgetful(folder, PostgresOptions.userCache()));
        server.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.stop();
        scratch.close();
    }
}
