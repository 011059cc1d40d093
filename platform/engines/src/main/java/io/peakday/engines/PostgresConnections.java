package io.peakday.engines;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens connections to one database. The address is asked for again each time, because an embedded server may come back
 * on another port.
 *
 * <p>What the pool asks for is tried until the server answers. Left to itself, the pool pauses longer after every
 * refusal, up to five seconds, and would let a server that has come back stand idle that long; here it is noticed within
 * {@link #PAUSE}. Only the pool's own thread waits here; callers wait for the pool, up to its timeout.
 */
final class PostgresConnections extends AbstractDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);
    private static final int SECONDS = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** The server ends what takes too long by itself; a server that does not even do that is given up this much later. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Supplier<String> url;
    private final Duration deadline;
    private final Properties properties;
    private final boolean retries;
    private volatile boolean closed;

    /** @param deadline of a statement, and of a transaction that stands idle; zero for none */
    PostgresConnections(Supplier<String> url, @Nullable String user, @Nullable String password, Duration deadline) {
        this(url, new Properties(), deadline, true);
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "peakday");
        // What the server says in detail holds values of rows, and so of people; it must not reach a log.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("tcpKeepAlive", "true");
    }

    private PostgresConnections(Supplier<String> url, Properties properties, Duration deadline, boolean retries) {
        this.url = url;
        this.properties = properties;
        this.deadline = deadline;
        this.retries = retries;
    }

    @Override
    public Connection getConnection() throws SQLException {
        for (boolean logged = false; ; logged = true) {
            try {
                return bounded(open(SECONDS));
            } catch (SQLException e) {
                if (closed || !retries || !CommitErrors.unavailable(e)) {
                    throw e;
                }
                if (!logged) {
                    LOG.warn("PostgreSQL does not answer; trying until it does: {}", e.getMessage());
                }
                pause(e);
            }
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLException("this source has one user");
    }

    @Override
    public int getLoginTimeout() {
        return SECONDS;
    }

    /** The same connections without a deadline, each opened when it is asked for. */
    PostgresConnections withoutDeadline() {
        return new PostgresConnections(url, properties, Duration.ZERO, true);
    }

    /** The same connections, each tried once only: whoever asks for them may well come later. */
    PostgresConnections failingFast() {
        return new PostgresConnections(url, properties, deadline, false);
    }

    /**
     * Gives what the connection is used for a deadline on both sides: the server ends a statement, and a transaction whose
     * program stands still with its locks held; the socket gives up a server that stands still itself.
     */
    private Connection bounded(Connection connection) throws SQLException {
        if (deadline.isZero()) {
            return connection;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = " + deadline.toMillis()
                    + "; set idle_in_transaction_session_timeout = " + deadline.toMillis());
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(deadline.plus(GRACE).toMillis()));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Opens a connection without a deadline for its statements, or gives up after the seconds. */
    Connection open(int seconds) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("connectTimeout", Integer.toString(seconds));
        all.setProperty("loginTimeout", Integer.toString(seconds));
        return DriverManager.getConnection(url.get(), all);
    }

    /** Lets the pool's thread go, for which the closing pool waits. */
    void close() {
        closed = true;
    }

    private static void pause(SQLException reason) throws SQLException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
