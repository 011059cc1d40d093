package io.peakday.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Login;
import io.peakday.engines.postgres.PostgresServer;

/** Pools for tests: small, quick to notice a stopped server. */
final class TestPool {
    private TestPool() {}

    static HikariDataSource open(PostgresServer server, Login login, String database, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("test-" + database + "-" + login.user());
        config.setJdbcUrl(server.url(database) + "?reWriteBatchedInserts=true");
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(10_000);
        return new HikariDataSource(config);
    }

    static Login superuser(PostgresServer server) {
        return new Login(server.user(), server.superuserPassword());
    }
}
