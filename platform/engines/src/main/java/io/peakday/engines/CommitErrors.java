package io.peakday.engines;

import io.peakday.kernel.Failure;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;

/** What an error of a transaction means for the question whether it happened. */
final class CommitErrors {
    /** The server ended a transaction whose program stood still. */
    private static final String IDLE_TOO_LONG = "25P03";

    private static final String TOO_MANY_CONNECTIONS = "53300";

    private CommitErrors() {}

    /** Whether the commit was answered with a refusal (a deferred constraint, a conflict): then it did not happen. */
    static boolean refused(Throwable e) {
        String state = sqlState(e);
        return e instanceof UnexpectedRollbackException
                || (state != null && (state.startsWith("23") || state.startsWith("40")));
    }

    /**
     * Whether there is no database to talk to: no connection, a broken one, a server that is stopping or starting, or one
     * that does not come to an end within the deadline.
     *
     * <p>The rollback of a transaction whose connection broke fails as well, and the transaction manager throws the
     * rollback's error instead of the batch's. It has no SQL state, because the pool has closed the connection by then;
     * but a rollback that cannot be done says the same by itself, whatever made it necessary.
     */
    static boolean unavailable(Throwable e) {
        boolean rollbackFailed =
                e instanceof TransactionSystemException system && system.getApplicationException() != null;
        String state = sqlState(e);
        return rollbackFailed
                || e instanceof DataAccessResourceFailureException
                || e instanceof CannotCreateTransactionException
                || e instanceof SQLTransientConnectionException
                || (state != null
                        && (state.startsWith("08")
                                || state.startsWith("57")
                                || state.equals(IDLE_TOO_LONG)
                                || state.equals(TOO_MANY_CONNECTIONS)));
    }

    private static @Nullable String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    static Failure gone(Throwable e) {
        return Failure.unavailable(
                "database.unavailable", "The database does not answer; please try again shortly.", e);
    }

    static Failure unknown(Throwable e) {
        return Failure.unavailable(
                "database.outcome-unknown",
                "The connection broke while saving; repeat the request with the same id to learn what happened.",
                e);
    }
}
