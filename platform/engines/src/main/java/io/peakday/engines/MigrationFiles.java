package io.peakday.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The SQL files of one schema as this program has them, and what each says about older programs.
 *
 * <p>A migration only adds, so that a program that does not know it goes on working. One that does more says which programs may
 * still use the schema, by a line of its own: {@code -- peakday: not-before 6} for those that know the schema's version 6. The
 * version is that of the migration itself, or an earlier one: a column that the program of version 5 does not use any more is
 * dropped in version 6 with {@code not-before 5}.
 */
final class MigrationFiles {
    /** What a schema asks of programs as long as none of its migrations says anything. */
    static final MigrationVersion ANY = MigrationVersion.fromVersion("0");

    private static final Pattern NAME = Pattern.compile("V([0-9][0-9._]*)__.*\\.sql");

    /** Whatever looks like one of our lines, so that a misspelled one is not taken for a remark. */
    private static final Pattern MARKER = Pattern.compile("(?im)^\\h*--\\h*peakday\\b.*$");

    private static final Pattern NOT_BEFORE = Pattern.compile("-- peakday: not-before ([0-9]+(?:\\.[0-9]+)*)\\h*");

    private static final PathMatchingResourcePatternResolver RESOURCES =
            new PathMatchingResourcePatternResolver(MigrationFiles.class.getClassLoader());

    private final SortedMap<String, byte[]> contents;

    private MigrationFiles(SortedMap<String, byte[]> contents) {
        this.contents = contents;
    }

    static MigrationFiles of(SchemaMigration schema) {
        try {
            SortedMap<String, byte[]> contents = new TreeMap<>();
            Resource[] files = RESOURCES.getResources("classpath*:" + schema.location() + "/**/*.sql");
            for (Resource file : files) {
                contents.put(String.valueOf(file.getFilename()), file.getContentAsByteArray());
            }
            return new MigrationFiles(contents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SHA-256 of the names and bytes of all files. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, content) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update((content.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The newest version that this program knows; {@link #ANY} if it knows none. */
    MigrationVersion newest() {
        return contents.keySet().stream()
                .map(MigrationFiles::version)
                .max(Comparator.naturalOrder())
                .orElse(ANY);
    }

    /** Which version a program must know at least to use the schema when it has been migrated up to the one given. */
    MigrationVersion notBefore(MigrationVersion migrated) {
        MigrationVersion least = ANY;
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            MigrationVersion version = version(file.getKey());
            if (version.compareTo(migrated) <= 0) {
                least = later(least, notBefore(file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8)));
            }
        }
        return least;
    }

    /**
     * What one file says, {@link #ANY} if nothing.
     *
     * @throws IllegalStateException if that cannot be meant: it is misspelled, said twice, or no program could do it
     */
    static MigrationVersion notBefore(String name, String sql) {
        String[] lines = MARKER.matcher(sql).results().map(line -> line.group()).toArray(String[]::new);
        if (lines.length == 0) {
            return ANY;
        }
        Matcher said = NOT_BEFORE.matcher(lines[0]);
        if (lines.length > 1 || !said.matches()) {
            throw new IllegalStateException(
                    name + " has to say \"-- peakday: not-before <version>\" once, and says " + Arrays.toString(lines));
        }
        MigrationVersion least = MigrationVersion.fromVersion(said.group(1));
        if (least.equals(ANY)) {
            throw new IllegalStateException(name + " says not-before 0, which says nothing");
        }
        if (least.compareTo(version(name)) > 0) {
            throw new IllegalStateException(
                    name + " says not-before " + least + ", which not even the program that it belongs to knows");
        }
        return least;
    }

    static MigrationVersion later(MigrationVersion one, MigrationVersion other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static MigrationVersion version(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? MigrationVersion.fromVersion(matcher.group(1)) : ANY;
    }
}
