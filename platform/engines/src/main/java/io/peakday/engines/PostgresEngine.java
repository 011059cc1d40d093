package io.peakday.engines;

import org.jspecify.annotations.Nullable;

/** What {@link Engines} does with a PostgreSQL, wherever it is. */
sealed interface PostgresEngine extends Engine permits LocalPostgres, RemotePostgres {
    /** Starts or finds the server, and opens the pool once it answers. */
    PostgresPool open();

    /** Connections of the tables' owner, not kept; once {@link #open} has returned. */
    PostgresConnections owner();

    /** The role of the pool's connections; null if it owns the tables itself. */
    @Nullable
    String program();

    /** Whether it is ours, ought to run and does not. */
    boolean fell();

    /** Starts it again if it fell, and was not stopped meanwhile. */
    void revive();

    /** Closes the pool, and stops the server if it is ours. */
    void close();
}
