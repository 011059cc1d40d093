package io.peakday.engines;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Looks whether the role as which the program works could undo what the database refuses it, or has been given what hinders it. */
public final class RoleCheck {
    /** What to do about it, in psql and in the settings. */
    private static final String REMEDY =
            " Let it own the tables only: \"create role peakday_program login password '…'; grant connect"
                    + " on database %s to peakday_program\", then give today's login as peakday.engines.postgres.owner-user and"
                    + " .owner-password and the new one as .user and .password; the next start grants it what it needs.";

    private static final String REMEDY_OF_SUPERUSER =
            " Make two others: \"create role peakday_owner login password '…'; create role"
                    + " peakday_program login password '…'; grant create, connect on database %s to peakday_owner; grant connect on database"
                    + " %1$s to peakday_program\", give the owner what is there (deploy/README.md has the statements), and give them as"
                    + " peakday.engines.postgres.owner-user, .owner-password, .user and .password.";

    private static final String LOOK = """
            select quote_ident(current_user), quote_ident(current_database()), rolsuper or rolcreaterole,
                   exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            where n.nspname in ('engines', 'events', 'identity') and c.relkind in ('r', 'p')
                              and pg_has_role(c.relowner, 'usage'))
              from pg_roles where rolname = current_user""";

    private static final String OF_ITS_OWN = """
            select quote_ident(rolname), quote_ident(datname), array_to_string(setconfig, ', ')
              from pg_db_role_setting join pg_roles r on r.oid = setrole left join pg_database d on d.oid = setdatabase
             where rolname = current_user and (setdatabase = 0 or datname = current_database())""";

    private RoleCheck() {}

    /**
     * What is wrong with the connection's role and what to do, in sentences; null if it owns nothing and has no settings of its own.
     *
     * @param connection nobody else's: its deadline is changed
     */
    public static @Nullable String trouble(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The role's own may be too short for any query.
            statement.execute("set statement_timeout = '10s'");
        }
        String rights = rights(connection);
        return rights == null ? settings(connection) : rights;
    }

    private static @Nullable String settings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OF_ITS_OWN)) {
            if (!row.next()) {
                return null;
            }
            String where = row.getString(2) == null ? "" : " in database " + row.getString(2);
            return "every connection of " + row.getString(1) + " begins with settings that the role has of its own ("
                    + row.getString(3)
                    + "), which can keep the program from working. If nobody made them on purpose: \"alter role "
                    + row.getString(1) + where
                    + " reset all\"; the next start does that where the program runs the database itself.";
        }
    }

    private static @Nullable String rights(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOOK)) {
            row.next();
            String role = row.getString(1);
            String database = row.getString(2);
            if (row.getBoolean(3)) {
                return "the program works as " + role
                        + ", who may do everything on the database's server: whoever tricks the program into SQL of theirs may, too."
                        + REMEDY_OF_SUPERUSER.formatted(database);
            }
            if (row.getBoolean(4)) {
                return "the program works as " + role
                        + ", who owns its tables, and so could drop the audit log: whoever tricks the program into SQL of theirs could, too."
                        + REMEDY.formatted(database);
            }
            return null;
        }
    }
}
