package io.peakday.engines;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The program's connections: a bounded pool over a source that asks for the address anew for each connection, because
 * an embedded server may come back on another port.
 *
 * <p>The bound is small on purpose. A database on a few cores does the most work with about as many transactions at a
 * time as it has cores and disks to keep busy; thousands of virtual threads queue here, in order, and not inside it.
 */
final class PostgresPool {
    private final Connections connections;
    private final HikariDataSource pool;

    PostgresPool(
            Supplier<String> url, @Nullable String user, @Nullable String password, EngineSettings.Postgres settings) {
        connections = new Connections(url, user, password);
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setDataSource(connections);
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(4, settings.poolSize()));
        config.setConnectionTimeout(Math.max(250, settings.patience().toMillis()));
        config.setValidationTimeout(Math.clamp(settings.patience().toMillis(), 250, 2_000));
        // The caller of the constructor has seen the server answer; the pool itself never refuses to be made.
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    HikariDataSource dataSource() {
        return pool;
    }

    Connection direct(int seconds) throws SQLException {
        return connections.open(seconds);
    }

    Map<String, Long> figures() {
        Map<String, Long> figures = new LinkedHashMap<>();
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        figures.put("pool.active", (long) now.getActiveConnections());
        figures.put("pool.idle", (long) now.getIdleConnections());
        figures.put("pool.waiting", (long) now.getThreadsAwaitingConnection());
        figures.put("pool.limit", (long) pool.getMaximumPoolSize());
        return figures;
    }

    void close() {
        pool.close();
    }

    private static final class Connections extends AbstractDataSource {
        private final Supplier<String> url;
        private final Properties properties = new Properties();

        Connections(Supplier<String> url, @Nullable String user, @Nullable String password) {
            this.url = url;
            if (user != null) {
                properties.setProperty("user", user);
            }
            if (password != null) {
                properties.setProperty("password", password);
            }
            properties.setProperty("ApplicationName", "peakday");
            properties.setProperty("reWriteBatchedInserts", "true");
            properties.setProperty("tcpKeepAlive", "true");
        }

        @Override
        public Connection getConnection() throws SQLException {
            return open(5);
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            throw new SQLException("this pool has one user");
        }

        Connection open(int seconds) throws SQLException {
            Properties all = new Properties();
            all.putAll(properties);
            all.setProperty("connectTimeout", Integer.toString(seconds));
            all.setProperty("loginTimeout", Integer.toString(seconds));
            return DriverManager.getConnection(url.get(), all);
        }
    }
}
