package io.peakday.demo;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.time.InstantSource;

/** The row that only the filling of a store with the demo writes; nothing that staff or customers do makes a store a demo. */
final class FillingMark {
    private final Database database;
    private final InstantSource clock;

    FillingMark(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    boolean present() {
        return database.sql()
                .sql("select exists (select from demo.filling)")
                .query(Boolean.class)
                .single();
    }

    void write() {
        database.sql()
                .sql("insert into demo.filling (began_at) values (?) on conflict do nothing")
                .param(SqlTime.of(clock.instant()))
                .update();
    }
}
