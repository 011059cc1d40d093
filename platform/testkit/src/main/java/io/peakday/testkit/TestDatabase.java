package io.peakday.testkit;

import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of its own for a test class, on the one PostgreSQL of the test run.
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
    private int depth;

    private TestDatabase(List<SchemaMigration> schemas) {
        this.schemas = schemas;
    }

    /** A database with these schemas; without any, an empty one. */
    public static TestDatabase with(SchemaMigration... schemas) {
        return new TestDatabase(List.of(schemas));
    }

    /** The database, with a pool of 16 connections. */
    public synchronized Database database() {
        if (database == null) {
            database = anotherNode();
        }
        return database;
    }

    public DataSource dataSource() {
        return database().dataSource();
    }

    /** The same database through a pool of its own, as a second node of the program would use it. */
    public synchronized Database anotherNode() {
        HikariDataSource pool = SharedPostgres.get().pool(name(), CONNECTIONS);
        pools.add(pool);
        return new Database(pool);
    }

    /** For programs that connect by themselves; see {@link #user} and {@link #password}. */
    public String url() {
        return SharedPostgres.get().server().url(name());
    }

    public String user() {
        return SharedPostgres.get().server().user();
    }

    public String password() {
        return SharedPostgres.get().server().superuserPassword();
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
    }

    private synchronized String name() {
        if (name == null) {
            name = SharedPostgres.get().create(schemas);
        }
        return name;
    }
}
