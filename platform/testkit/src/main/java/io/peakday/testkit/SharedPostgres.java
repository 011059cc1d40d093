package io.peakday.testkit;

import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.DatabaseRoles;
import io.peakday.engines.Login;
import io.peakday.engines.Migrator;
import io.peakday.engines.SchemaMigration;
import io.peakday.engines.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The one PostgreSQL of this build, with a migrated template for each list of schemas. The build's processes share the templates: each
 * is named by what the schemas' files say, and made by one process at a time.
 */
final class SharedPostgres {
    private static final long LOCK = 7_315_518_901_177_024_355L;
    private static @Nullable SharedPostgres instance;

    private final int port;
    private final Login superuser;
    private final DatabaseRoles roles;
    private final Map<List<SchemaMigration>, String> templates = new HashMap<>();
    private final String process =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private int databases;

    private SharedPostgres(Path folder) throws IOException {
        port = Integer.parseInt(Files.readString(folder.resolve("port")));
        superuser = new Login(
                PostgresServer.USER,
                Files.readString(folder.resolve("password")).strip());
        roles = new DatabaseRoles(folder, this::connect);
    }

    static synchronized SharedPostgres get() {
        if (instance == null) {
            try {
                instance = new SharedPostgres(SharedEngine.POSTGRES.folder());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return instance;
    }

    /** A new database with the schemas in it, and nothing else. */
    synchronized String create(List<SchemaMigration> schemas) {
        String template = templates.computeIfAbsent(schemas, this::template);
        String name = "test_" + process + "_" + ++databases;
        try (Connection connection = connect("postgres")) {
            execute(
                    connection,
                    "create database " + name + " template " + template + " owner " + DatabaseRoles.OWNER
                            + " strategy file_copy");
            // Of what was settled in the template, only this is not copied.
            execute(
                    connection,
                    "revoke all on database " + name + " from public; grant connect on database " + name + " to "
                            + DatabaseRoles.PROGRAM);
        } catch (SQLException e) {
            throw new IllegalStateException(name, e);
        }
        return name;
    }

    void drop(String database) {
        try (Connection connection = connect("postgres")) {
            execute(connection, "drop database if exists " + database + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException(database, e);
        }
    }

    HikariDataSource pool(Login login, String database, int connections) {
        return TestPool.open(url(database), login, connections);
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    DatabaseRoles roles() {
        return roles;
    }

    Login superuser() {
        return superuser;
    }

    /** The template's name; made if no process has made it yet. The first one makes the server's roles too. */
    private String template(List<SchemaMigration> schemas) {
        String name = "schemas_" + digest(schemas);
        try (Connection connection = connect("postgres")) {
            execute(connection, "select pg_advisory_lock(" + LOCK + ")");
            if (!exists(connection, name)) {
                // Under its name it is whole, whenever this process is killed.
                String making = name + "_new";
                execute(connection, "drop database if exists " + making + " with (force)");
                execute(connection, "create database " + making + " strategy file_copy");
                migrate(making, schemas);
                execute(connection, "alter database " + making + " rename to " + name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name, e);
        }
        return name;
    }

    private void migrate(String database, List<SchemaMigration> schemas) {
        roles.prepare(database);
        try (HikariDataSource pool = pool(roles.owner(), database, 4)) {
            Migrator.migrate(pool, schemas, DatabaseRoles.PROGRAM);
            TestTables.openTo(pool);
        }
    }

    private static String digest(List<SchemaMigration> schemas) {
        StringBuilder all = new StringBuilder();
        for (SchemaMigration schema : schemas) {
            all.append(schema.schema()).append(' ').append(schema.location()).append(' ');
            all.append(new TreeMap<>(schema.rights()))
                    .append(' ')
                    .append(schema.fingerprint())
                    .append('\n');
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select from pg_database where datname = '" + database + "'")) {
            return found.next();
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), superuser.user(), superuser.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
