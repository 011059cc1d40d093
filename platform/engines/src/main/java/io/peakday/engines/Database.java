package io.peakday.engines;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The truth: one PostgreSQL database, its transactions and its statements.
 *
 * <p>Transactions are read-committed. Whatever must hold under concurrency is one guarded statement, or takes its row
 * locks in one global order; nothing relies on a stricter isolation level.
 */
public final class Database {
    private final DataSource dataSource;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final SQLExceptionTranslator errors = new SQLStateSQLExceptionTranslator();

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
        this.sql = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Statements; each its own transaction outside {@link #transact}, part of it inside. */
    public JdbcClient sql() {
        return sql;
    }

    /** Runs the work in one transaction, joining the one already open on this thread. Any exception rolls back. */
    public <T> T transact(Supplier<T> work) {
        // The template is declared nullable because its callback may be; ours returns what the caller's type says.
        @SuppressWarnings("NullAway")
        T result = transactions.execute(status -> work.get());
        return result;
    }

    /** As {@link #transact(Supplier)}, for work without a result. */
    public void run(Runnable work) {
        transactions.executeWithoutResult(status -> work.run());
    }

    /** Plain JDBC on the current transaction's connection, for batches on hot paths. */
    public <T> T connection(ConnectionWork<T> work) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /**
     * As {@link #connection}, on a connection of its own beside the current transaction: what is done there stands even if that
     * comes to nothing.
     */
    public <T> T ownConnection(ConnectionWork<T> work) {
        Connection own;
        try {
            own = dataSource.getConnection();
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("no connection to the database", e);
        }
        try (own) {
            return work.on(own);
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    private RuntimeException translated(SQLException e) {
        var translated = errors.translate("batch", null, e);
        return translated != null ? translated : new UncategorizedSQLException("batch", null, e);
    }

    /** Runs the action once the current transaction has committed; at once if there is none. */
    public void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    /** Work on a JDBC connection. */
    @FunctionalInterface
    public interface ConnectionWork<T> {
        T on(Connection connection) throws SQLException;
    }
}
