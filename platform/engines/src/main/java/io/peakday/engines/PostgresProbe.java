package io.peakday.engines;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Asks a PostgreSQL server whether it answers, past the pool, so that a busy pool is not taken for a dead server; over a
 * connection of its own that is kept, so that being asked often costs next to nothing.
 */
final class PostgresProbe implements AutoCloseable {
    private static final int SECONDS = 1;

    private final PostgresPool pool;
    private @Nullable Connection kept;
    private boolean closed;

    PostgresProbe(PostgresPool pool) {
        this.pool = pool;
    }

    /** What is wrong, as a sentence; null when the server answers. Takes about a second at most. */
    synchronized @Nullable String trouble() {
        try {
            if (answers()) {
                return null;
            }
            // What was kept may have died with the server's last restart.
            forget();
            if (answers()) {
                return null;
            }
        } catch (SQLException e) {
            forget();
        }
        return "It does not answer; nothing can be sold or signed in to until it does.";
    }

    private boolean answers() throws SQLException {
        if (closed) {
            return false;
        }
        Connection open = kept;
        boolean fresh = open == null;
        if (open == null) {
            open = pool.direct(SECONDS);
            open.setNetworkTimeout(Runnable::run, SECONDS * 1_000);
            kept = open;
        }
        try (Statement statement = open.createStatement()) {
            statement.execute("select 1");
            return true;
        } catch (SQLException e) {
            if (fresh) {
                throw e;
            }
            return false;
        }
    }

    private void forget() {
        Connection open = kept;
        kept = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It is broken; that is why it is closed.
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
    }
}
