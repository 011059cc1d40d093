package io.peakday.cart.planted;

import io.peakday.engines.postgres.PostgresServer;

/** Uses a nested package of another module; planted for the test of the rule that forbids it. */
public final class UsesInternals {
    private UsesInternals() {}

    public static Class<?> server() {
        return PostgresServer.class;
    }
}
