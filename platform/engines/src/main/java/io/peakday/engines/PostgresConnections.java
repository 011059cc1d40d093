package io.peakday.engines;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens connections to one database. The address is asked for anew each time, because an embedded server may come back
 * on another port.
 */
final class PostgresConnections extends AbstractDataSource {
    private static final int SECONDS = 5;

    private final Supplier<String> url;
    private final Properties properties = new Properties();

    PostgresConnections(Supplier<String> url, @Nullable String user, @Nullable String password) {
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
        return open(SECONDS);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLException("this source has one user");
    }

    @Override
    public int getLoginTimeout() {
        return SECONDS;
    }

    /** Opens a connection, or gives up after the seconds. */
    Connection open(int seconds) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("connectTimeout", Integer.toString(seconds));
        all.setProperty("loginTimeout", Integer.toString(seconds));
        return DriverManager.getConnection(url.get(), all);
    }
}
