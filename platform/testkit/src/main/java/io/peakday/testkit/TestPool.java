package io.peakday.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Login;

/** Pools for tests: small, quick to notice a stopped server. */
final class TestPool {
    private TestPool() {}

    static HikariDataSource open(String url, Login login, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("test-" + url.substring(url.lastIndexOf('/') + 1) + "-" + login.user());
        config.setJdbcUrl(url + "?reWriteBatchedInserts=true");
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(10_000);
        return new HikariDataSource(config);
    }
}
