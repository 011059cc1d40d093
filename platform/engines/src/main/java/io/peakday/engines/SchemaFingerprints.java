package io.peakday.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Remembers, in the database, the files that each schema was last migrated with, so that a start that finds nothing to
 * do costs one query instead of Flyway's look at every schema (0.5 to 1.5 s of a warm start with a dozen of them).
 *
 * <p>A fingerprint is the SHA-256 of the names and bytes of all SQL files of the schema. Whatever differs, in either
 * direction, goes through Flyway, which alone decides what to apply and what to refuse.
 */
final class SchemaFingerprints {
    private final Connection session;
    private final Map<String, String> known = new HashMap<>();
    private final PathMatchingResourcePatternResolver resources =
            new PathMatchingResourcePatternResolver(SchemaFingerprints.class.getClassLoader());

    /** Reads what is remembered, over a connection that commits each statement. */
    SchemaFingerprints(Connection session) throws SQLException {
        this.session = session;
        try (Statement statement = session.createStatement()) {
            try (ResultSet there = statement.executeQuery("select to_regclass('engines.migrated') is not null")) {
                there.next();
                if (!there.getBoolean(1)) {
                    statement.execute("create schema if not exists engines");
                    statement.execute(
                            "create table engines.migrated (schema text primary key, fingerprint text not null)");
                }
            }
            try (ResultSet row = statement.executeQuery("select schema, fingerprint from engines.migrated")) {
                while (row.next()) {
                    known.put(row.getString(1), row.getString(2));
                }
            }
        }
    }

    /** Whether the schema was last migrated with exactly these files. */
    boolean isCurrent(SchemaMigration schema) {
        String then = known.get(schema.schema());
        return then != null && then.equals(of(schema));
    }

    void remember(SchemaMigration schema) throws SQLException {
        try (PreparedStatement upsert = session.prepareStatement("insert into engines.migrated values (?, ?)"
                + " on conflict (schema) do update set fingerprint = excluded.fingerprint")) {
            upsert.setString(1, schema.schema());
            upsert.setString(2, of(schema));
            upsert.executeUpdate();
        }
    }

    private String of(SchemaMigration schema) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Resource[] files = resources.getResources("classpath*:" + schema.location() + "/**/*.sql");
            Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
            for (Resource file : files) {
                digest.update(String.valueOf(file.getFilename()).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                byte[] content = file.getContentAsByteArray();
                digest.update((content.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
