package io.peakday.engines;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The tables of one room: a PostgreSQL schema of its own with a migration history of its own.
 *
 * @param schema the schema's name, lower case: {@code cart}
 * @param location the class path folder of its SQL files, without a leading slash: {@code db/cart}
 */
public record SchemaMigration(String schema, String location) {
    private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public SchemaMigration {
        Objects.requireNonNull(location, "location");
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("not a schema name: " + schema);
        }
        if (location.isBlank() || location.startsWith("/")) {
            throw new IllegalArgumentException("not a class path folder: " + location);
        }
    }
}
