package io.peakday.cart.planted;

import io.peakday.engines.Database;

/** Reads rows as a stream that nobody closes; planted for the test of the rule that forbids it. */
public final class StreamsRows {
    private StreamsRows() {}

    public static long count(Database database) {
        return database.sql().sql("select 1").query(Integer.class).stream().count();
    }
}
