package io.peakday.engines;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a PostgreSQL server how it is, past the pool, so that a busy pool is not taken for a dead server. */
final class PostgresStatus {
    private static final int SECONDS = 2;

    private PostgresStatus() {}

    static EngineStatus of(@Nullable PostgresPool pool, boolean embedded, String where) {
        if (pool == null) {
            return new EngineStatus("PostgreSQL", embedded, false, "", where, "It is still starting.", Map.of());
        }
        Map<String, Long> figures = pool.figures();
        try (Connection connection = pool.direct(SECONDS);
                Statement statement = connection.createStatement()) {
            // A server that stands still takes connections all the same, and never answers.
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(Duration.ofSeconds(SECONDS).toMillis()));
            try (ResultSet row = statement.executeQuery("select current_setting('server_version'),"
                    + " pg_database_size(current_database()), (select count(*) from pg_stat_activity)")) {
                row.next();
                figures.put("database.bytes", row.getLong(2));
                figures.put("server.connections", row.getLong(3));
                return new EngineStatus("PostgreSQL", embedded, true, row.getString(1), where, null, figures);
            }
        } catch (SQLException e) {
            return new EngineStatus(
                    "PostgreSQL", embedded, false, "", where, "It does not answer: " + e.getMessage(), figures);
        }
    }
}
