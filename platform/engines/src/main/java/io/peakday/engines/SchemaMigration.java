package io.peakday.engines;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The tables of one module: a PostgreSQL schema of its own with a migration history of its own.
 *
 * @param schema the schema's name, lower case: {@code cart}
 * @param location the class path folder of its SQL files, without a leading slash: {@code db/cart}
 * @param rights what the program may do with a table, by its name, where that is not reading, adding, changing and removing rows
 */
public record SchemaMigration(String schema, String location, Map<String, String> rights) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** As the server lists them: {@code insert, select, update(id)}. */
    private static final Pattern RIGHTS = Pattern.compile(
            "RIGHT(, RIGHT)*".replace("RIGHT", "(select|insert|update|delete)(\\([a-z][a-z0-9_]*\\))?"));

    public SchemaMigration {
        Objects.requireNonNull(location, "location");
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException("not a schema name: " + schema);
        }
        if (location.isBlank() || location.startsWith("/")) {
            throw new IllegalArgumentException("not a class path folder: " + location);
        }
        rights = Map.copyOf(rights);
        rights.forEach((table, some) -> {
            if (!NAME.matcher(table).matches() || !RIGHTS.matcher(some).matches()) {
                throw new IllegalArgumentException("not rights on a table: " + some + " on " + table);
            }
        });
    }

    /** A schema with whose tables the program may do everything but change their form. */
    public SchemaMigration(String schema, String location) {
        this(schema, location, Map.of());
    }

    /**
     * The same with fewer rights on one table.
     *
     * @param some such as {@code insert, select} for one to which rows are only added, or {@code update(id)} for one column
     */
    public SchemaMigration with(String table, String some) {
        Map<String, String> more = new HashMap<>(rights);
        more.put(table, some);
        return new SchemaMigration(schema, location, more);
    }

    /** The SHA-256 of the names and bytes of its SQL files, as this program has them. */
    public String fingerprint() {
        return MigrationFiles.of(this).fingerprint();
    }
}
