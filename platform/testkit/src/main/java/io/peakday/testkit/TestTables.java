package io.peakday.testkit;

import io.peakday.engines.Database;
import io.peakday.engines.DatabaseRoles;
import javax.sql.DataSource;

/** What a test adds to a database by its owner, in the schema {@code public}, its program may use. */
final class TestTables {
    private TestTables() {}

    static void openTo(DataSource owner) {
        Database database = new Database(owner);
        // The schema is the server's own; owning the database is owning it.
        database.sql()
                .sql("grant usage on schema public to " + DatabaseRoles.PROGRAM)
                .update();
        database.sql()
                .sql("alter default privileges in schema public grant select, insert, update, delete on tables to "
                        + DatabaseRoles.PROGRAM)
                .update();
    }
}
