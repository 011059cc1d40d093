package io.peakday.engines;

import java.util.Objects;

/**
 * A role of a PostgreSQL server and its password.
 *
 * @param password never shown
 */
public record Login(String user, String password) {
    public Login {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
