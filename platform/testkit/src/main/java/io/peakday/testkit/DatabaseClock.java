package io.peakday.testkit;

import io.peakday.engines.SqlTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * The clock of one test database, to be set as far ahead of the machine's as the program's own clock ({@code ProgramClock}), and to
 * be made to jump while programs use the database; or one that stands still, and is stepped by hand.
 *
 * <p>A schema {@code shifted} holds functions named as PostgreSQL's own, {@code now()}, {@code clock_timestamp()} and so on, which add
 * what a table says; the database's search path names it before {@code pg_catalog}. It holds for sessions that begin after {@link
 * #install}, whatever user they are of, and for column defaults and functions that are made after it: so install it before the
 * schemas are migrated, where their defaults matter. Keywords ({@code current_timestamp}) are not shifted; the rules of the architecture keep the program from using them.
 */
public final class DatabaseClock {
    private static final String INSTALL = """
            create schema if not exists shifted;
            create table if not exists shifted.ahead (seconds double precision not null, stopped_at timestamptz);
            delete from shifted.ahead;
            insert into shifted.ahead values (0, null);
            create or replace function shifted.moved(machine timestamptz) returns timestamptz language sql stable
                as $$ select coalesce(stopped_at, machine) + pg_catalog.make_interval(secs => seconds)
                      from shifted.ahead $$;
            create or replace function shifted.now() returns timestamptz language sql stable
                as $$ select shifted.moved(pg_catalog.now()) $$;
            create or replace function shifted.transaction_timestamp() returns timestamptz language sql stable
                as $$ select shifted.moved(pg_catalog.transaction_timestamp()) $$;
            create or replace function shifted.statement_timestamp() returns timestamptz language sql stable
                as $$ select shifted.moved(pg_catalog.statement_timestamp()) $$;
            create or replace function shifted.clock_timestamp() returns timestamptz language sql volatile
                as $$ select shifted.moved(pg_catalog.clock_timestamp()) $$;
            grant usage on schema shifted to public;
            grant select on shifted.ahead to public;
            do $$ begin
                execute format('alter database %I set search_path = shifted, pg_catalog, public', current_database());
            end $$;""";

    private final DataSource owner;

    private DatabaseClock(DataSource owner) {
        this.owner = owner;
    }

    /**
     * Puts it before the database's own clock.
     *
     * @param owner as the owner of the database, or a superuser
     */
    public static DatabaseClock install(DataSource owner, Duration ahead) {
        DatabaseClock clock = new DatabaseClock(owner);
        clock.execute(INSTALL);
        clock.set(ahead);
        return clock;
    }

    /** From now on the database's clock is so far ahead of the machine's, or behind it. */
    public void set(Duration ahead) {
        execute("update shifted.ahead set stopped_at = null, seconds = " + SqlTime.seconds(ahead));
    }

    /** From now on the database's clock says this, until it is {@link #advance advanced} or {@link #set}. */
    public void stopAt(Instant at) {
        execute("update shifted.ahead set stopped_at = '" + at + "', seconds = 0");
    }

    /** Moves it forward, or back by a negative duration, whether it stands still or not. */
    public void advance(Duration by) {
        execute("update shifted.ahead set seconds = seconds + " + SqlTime.seconds(by));
    }

    private void execute(String sql) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
