package io.peakday.engines;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program's connections, a bounded pool of them.
 *
 * <p>The bound is small on purpose. A database on a few cores does the most work with about as many transactions at a
 * time as it has cores and disks to keep busy; thousands of virtual threads queue here, in order, and not inside it.
 */
final class PostgresPool {
    private final PostgresConnections connections;
    private final HikariDataSource pool;
    private final PostgresProbe probe = new PostgresProbe(this);

    PostgresPool(PostgresConnections connections, EngineSettings.Postgres settings) {
        this.connections = connections;
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setDataSource(connections);
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(4, settings.poolSize()));
        config.setConnectionTimeout(Math.max(250, settings.patience().toMillis()));
        config.setValidationTimeout(Math.clamp(settings.patience().toMillis(), 250, 2_000));
        if (settings.deadline().isZero()) {
            // A command that is stopped in the middle of a transaction keeps its row locks no longer than this.
            config.setConnectionInitSql("set idle_in_transaction_session_timeout = '30s'");
        }
        // Whoever makes a pool has seen the server answer.
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    HikariDataSource dataSource() {
        return pool;
    }

    Connection direct(int seconds) throws SQLException {
        return connections.open(seconds);
    }

    /** What is wrong with the server, as a sentence; null when it answers. */
    @Nullable
    String trouble() {
        return probe.trouble();
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

    /** Ends the connections, those in use when they come back; the server behind them is gone. */
    void forget() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    void close() {
        connections.close();
        probe.close();
        pool.close();
    }
}
