package io.peakday.engines;

import io.peakday.kernel.Failure;
import java.sql.SQLException;

/** PostgreSQL's way of saying that its disk is full, and ours. */
final class DiskFull {
    private static final String STATE = "53100";

    private DiskFull() {}

    static boolean says(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && STATE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    static Failure failure(Throwable cause) {
        return Failure.unavailable(
                "folder.disk-full",
                "The disk of the database is full. Free some space there, or choose another folder with --data.",
                cause);
    }
}
