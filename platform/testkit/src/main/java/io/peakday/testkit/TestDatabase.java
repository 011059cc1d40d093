package io.peakday.testkit;

import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import io.peakday.engines.DatabaseRoles;
import io.peakday.engines.Login;
import io.peakday.engines.SchemaMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of its own for a test class, on the one PostgreSQL of the build. Tests work as the program does, with a role that
 * owns nothing, so that they find the rights that are missing; what only the tables' owner may do is said to {@link #owner}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, CartModule.SCHEMA);
 *
 * final Carts carts = new Carts(postgres.database(), …);
 * }</pre>
 *
 * <p>The schemas are migrated once for each combination, into a template; each class gets a clone of it (30 to 80 ms),
 * made when it is first asked for and dropped after the class. The tests of one class share it.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
    private static final int CONNECTIONS = 16;

    private final List<SchemaMigration> schemas;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private @Nullable String name;
    private @Nullable Database database;
    private @Nullable Database owner;
    private @Nullable Database superuser;
    private int depth;

    private TestDatabase(List<SchemaMigration> schemas) {
        this.schemas = schemas;
    }

    /** A database with these schemas; without any, an empty one. */
    public static TestDatabase with(SchemaMigration... schemas) {
        return new TestDatabase(List.of(schemas));
    }

    /** The database as the program sees it, with a pool of 16 connections. */
    public synchronized Database database() {
        if (database == null) {
            database = anotherNode();
        }
        return database;
    }

    /** The database as the tables' owner sees it: for partitions, and for tests that tamper or add tables of their own. */
    public synchronized Database owner() {
        if (owner == null) {
            owner = connected(DatabaseRoles::owner);
        }
        return owner;
    }

    /** The database as the server's superuser sees it: for what not even the owner may do. */
    public synchronized Database superuser() {
        if (superuser == null) {
            superuser = connected(_ -> SharedPostgres.get().superuser());
        }
        return superuser;
    }

    public DataSource dataSource() {
        return database().dataSource();
    }

    /** The same database through a pool of its own, as a second node of the program would use it. */
    public synchronized Database anotherNode() {
        return connected(DatabaseRoles::program);
    }

    private Database connected(Function<DatabaseRoles, Login> who) {
        // The first database makes the roles.
        String its = name();
        HikariDataSource pool =
                SharedPostgres.get().pool(who.apply(SharedPostgres.get().roles()), its, CONNECTIONS);
        pools.add(pool);
        return new Database(new OneConnectionAThread(pool));
    }

    /** For programs that connect by themselves, as the program; see {@link #user} and {@link #password}. */
    public String url() {
        return SharedPostgres.get().url(name());
    }

    public String user() {
        return DatabaseRoles.PROGRAM;
    }

    public String password() {
        name();
        return SharedPostgres.get().roles().program().password();
    }

    /** For programs that connect by themselves, as the tables' owner. */
    public Login ownerLogin() {
        name();
        return SharedPostgres.get().roles().owner();
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        // Nested classes share the database of their outer class.
        depth++;
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        if (--depth > 0) {
            return;
        }
        pools.forEach(HikariDataSource::close);
        pools.clear();
        if (name != null) {
            SharedPostgres.get().drop(name);
        }
        name = null;
        database = null;
        owner = null;
        superuser = null;
    }

    private synchronized String name() {
        if (name == null) {
            name = SharedPostgres.get().create(schemas);
        }
        return name;
    }
}
