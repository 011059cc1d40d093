package io.peakday.edge.connection;

import org.jspecify.annotations.Nullable;

/** A channel that knows its connection. */
interface Watched {
    /** Null once it is closed. */
    @Nullable
    Connection connection();
}
