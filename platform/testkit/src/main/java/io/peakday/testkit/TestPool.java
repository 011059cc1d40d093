package io.peakday.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.postgres.PostgresServer;

/** Pools for tests: small, quick to notice a stopped server. */
final class TestPool {
    private TestPool() {}

    static HikariDataSource open(PostgresServer server, String database, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("test-" + database);
        config.setJdbcUrl(server.url(database) + "?reWriteBatchedInserts=true");
        config.setUsername(server.user());
        config.setPassword(server.superuserPassword());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(10_000);
        return new HikariDataSource(config);
    }
}
