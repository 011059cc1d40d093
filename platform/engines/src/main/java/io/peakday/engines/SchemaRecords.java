package io.peakday.engines;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/**
 * What the database says about its schemas, to programs of other versions too ({@code engines.migrated}).
 *
 * <ul>
 *   <li>The <b>fingerprint</b> of the files that a schema was last migrated with, so that a start that finds nothing to do costs
 *       one query instead of Flyway's look at every schema (0.5 to 1.5 s of a warm start with a dozen of them). Whatever differs,
 *       in either direction, goes through {@link Migrator}.
 *   <li>Its <b>version</b>, and the one that a program must know at least to use it (<b>not_before</b>, {@link MigrationFiles}). An
 *       older program cannot know that from its own files. They are written in the transaction of the migration, ahead of its
 *       first statement: so at no time is a schema newer than what is said of it, not even if a migration without a transaction
 *       stops half way.
 * </ul>
 *
 * <p>A schema that was last migrated by a program that did not write them yet has neither. Nothing is lost by that: whoever
 * applies a newer migration writes them with it.
 */
final class SchemaRecords {
    /**
     * Of a schema that is being migrated, which no files have: should that end half way, neither the program that did it nor the one
     * before takes the schema for its own.
     */
    private static final String NO_FINGERPRINT = "";

    private final Connection session;
    private final Map<String, Row> known = new HashMap<>();

    /**
     * One schema's.
     *
     * @param version null if the program that last migrated it did not say
     * @param notBefore null likewise
     */
    record Row(
            String fingerprint,
            @Nullable MigrationVersion version,
            @Nullable MigrationVersion notBefore) {}

    /** Reads what is recorded, over a connection that commits each statement. */
    SchemaRecords(Connection session) throws SQLException {
        this.session = session;
        try (Statement statement = session.createStatement()) {
            try (ResultSet there = statement.executeQuery("select to_regclass('engines.migrated') is not null")) {
                there.next();
                if (!there.getBoolean(1)) {
                    statement.execute("create schema if not exists engines");
                    statement.execute(
                            "create table engines.migrated (schema text primary key, fingerprint text not null,"
                                    + " version text, not_before text)");
                }
            }
            // As JSON, because a table of before has no such columns, and who reads it may not be who may add them.
            try (ResultSet row = statement.executeQuery("select schema, fingerprint, to_jsonb(m) ->> 'version',"
                    + " to_jsonb(m) ->> 'not_before' from engines.migrated m")) {
                while (row.next()) {
                    known.put(
                            row.getString(1),
                            new Row(row.getString(2), version(row.getString(3)), version(row.getString(4))));
                }
            }
        }
    }

    /** What was recorded when this was made; null if nothing. */
    @Nullable
    Row of(SchemaMigration schema) {
        return known.get(schema.schema());
    }

    /** Whether the schema was last migrated with exactly these files. */
    boolean isCurrent(SchemaMigration schema, MigrationFiles files) {
        Row row = of(schema);
        return row != null && row.fingerprint().equals(files.fingerprint());
    }

    /** Whether whoever is connected may look into the schema's own history, which only the owner of its tables may. */
    boolean mayReadHistory(SchemaMigration schema) throws SQLException {
        try (PreparedStatement ask =
                session.prepareStatement("select coalesce(has_table_privilege(to_regclass(?)::oid, 'select'), true)")) {
            ask.setString(1, schema.schema() + ".schema_history");
            try (ResultSet answer = ask.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    /** Adds the columns of the versions to a table that a program of before made. */
    void prepare() throws SQLException {
        try (Statement statement = session.createStatement()) {
            try (ResultSet there = statement.executeQuery("select count(*) = 2 from pg_attribute where attrelid ="
                    + " 'engines.migrated'::regclass and attname in ('version', 'not_before') and not attisdropped")) {
                there.next();
                if (there.getBoolean(1)) {
                    // Not even "if not exists" does without the lock for which a backup under way would be waited.
                    return;
                }
            }
            statement.execute("set lock_timeout = '10s'");
            try {
                statement.execute("alter table engines.migrated add column if not exists version text,"
                        + " add column if not exists not_before text");
            } finally {
                statement.execute("reset lock_timeout");
            }
        }
    }

    /** Writes the versions with each migration, in its transaction. */
    Callback recorder(SchemaMigration schema, MigrationFiles files) {
        return new Recorder(schema.schema(), files, of(schema));
    }

    void remember(SchemaMigration schema, MigrationFiles files) throws SQLException {
        try (PreparedStatement upsert =
                session.prepareStatement("insert into engines.migrated (schema, fingerprint) values (?, ?)"
                        + " on conflict (schema) do update set fingerprint = excluded.fingerprint")) {
            upsert.setString(1, schema.schema());
            upsert.setString(2, files.fingerprint());
            upsert.executeUpdate();
        }
    }

    private static @Nullable MigrationVersion version(@Nullable String text) {
        return text == null ? null : MigrationVersion.fromVersion(text);
    }

    private record Recorder(
            String schema, MigrationFiles files, @Nullable Row before) implements Callback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            MigrationVersion version = context.getMigrationInfo().getVersion();
            if (version == null) {
                return;
            }
            MigrationVersion least = files.notBefore(version);
            if (before != null && before.notBefore() != null) {
                // What was once asked of programs stays asked, whatever becomes of the file that said it.
                least = MigrationFiles.later(least, before.notBefore());
            }
            try (PreparedStatement upsert = context.getConnection()
                    .prepareStatement("insert into engines.migrated (schema, fingerprint, version, not_before)"
                            + " values (?, ?, ?, ?) on conflict (schema) do update"
                            + " set fingerprint = excluded.fingerprint,"
                            + " version = excluded.version, not_before = excluded.not_before")) {
                upsert.setString(1, schema);
                upsert.setString(2, NO_FINGERPRINT);
                upsert.setString(3, version.getVersion());
                upsert.setString(4, least.getVersion());
                upsert.executeUpdate();
            } catch (SQLException e) {
                throw new FlywayException("Recording version " + version + " failed: " + e.getMessage(), e);
            }
        }

        @Override
        public String getCallbackName() {
            return "schema-record";
        }
    }
}
