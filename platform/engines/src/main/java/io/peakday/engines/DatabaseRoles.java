package io.peakday.engines;

import io.peakday.engines.postgres.PasswordFile;
import io.peakday.engines.postgres.PostgresServer;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is who in an embedded server.
 *
 * <ul>
 *   <li>The <b>superuser</b>, whom {@code initdb} made, makes the two others and the database, and does nothing else.
 *   <li>The <b>{@linkplain #OWNER owner}</b> owns the database and everything in it: it migrates, and makes and drops partitions.
 *   <li>The <b>{@linkplain #PROGRAM program}</b> owns nothing and may make nothing. As it every request, event and command works,
 *       with the rights that {@link ProgramGrants} gives.
 * </ul>
 *
 * <p>So whoever gets the program to run SQL of theirs can neither drop the audit log, nor take off the trigger that keeps it, nor
 * read the server's files.
 *
 * <p>What a role may change of itself, its password and the settings that its connections begin with, is taken back at the next
 * start: nobody locks the store out of its own database permanently.
 *
 * <p>A folder of a version that knew only the superuser is put right at its next start, in one transaction: what the superuser owns
 * outside of the server's own schemas becomes the owner's. {@code reassign owned} cannot do this: the server refuses it for the
 * superuser that {@code initdb} made, who owns what the server needs.
 */
public final class DatabaseRoles {
    public static final String OWNER = "peakday_owner";
    public static final String PROGRAM = "peakday_program";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseRoles.class);
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String ATTRIBUTES = " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls";

    /** What is the superuser's and should be the owner's, each as the statement that gives it over. */
    private static final String MISPLACED = """
            select format('alter %s %s owner to peakday_owner', kind, name) as statement from (
                select 'schema' as kind, quote_ident(nspname) as name, oid as schema, nspowner as owner from pg_namespace
                union all
                select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
                                    when 'S' then 'sequence' else 'table' end,
                       format('%I.%I', nspname, relname), n.oid, relowner
                  from pg_class c join pg_namespace n on n.oid = relnamespace
                 where relkind in ('r', 'p', 'v', 'm', 'f')
                    or relkind = 'S' and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                                                        and d.objid = c.oid and d.deptype in ('a', 'i'))
                union all
                select 'routine', oid::regprocedure::text, pronamespace, proowner from pg_proc
                union all
                select 'type', format('%I.%I', nspname, typname), n.oid, typowner
                  from pg_type t join pg_namespace n on n.oid = typnamespace left join pg_class c on c.oid = typrelid
                 where typtype in ('d', 'e', 'r') or typtype = 'c' and c.relkind = 'c') object
             where owner = current_user::regrole
               and schema not in (select oid from pg_namespace where nspname ~ '^pg_' or nspname = 'information_schema')""";

    /** What the roles have set for themselves, such as a deadline that no statement meets, each as the statement that takes it back. */
    private static final String OF_THEIR_OWN = """
            select format('alter role %I%s reset all', rolname, ' in database ' || quote_ident(datname)) as statement
              from pg_db_role_setting join pg_roles r on r.oid = setrole left join pg_database d on d.oid = setdatabase
             where rolname in ('peakday_owner', 'peakday_program')""";

    private static final String PASSWORDS = "select coalesce(rolpassword, '') from pg_authid where rolname = '%s'";

    private static final String SETTLED = """
            select (select count(*) from pg_roles
                     where rolname in ('peakday_owner', 'peakday_program') and rolcanlogin
                       and not (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)) = 2
               and (select datdba = to_regrole('peakday_owner') from pg_database where datname = current_database())
               and not exists (""" + OF_THEIR_OWN + """
               )
               and not has_database_privilege('public', current_database(), 'temporary')
               and not exists (""" + MISPLACED + ")";

    private final Superuser superuser;
    private final EmbeddedLogins logins;

    /** Connects to a database of the server as its superuser. */
    @FunctionalInterface
    public interface Superuser {
        Connection connect(String database) throws SQLException;
    }

    /** @param server runs when {@link #prepare} is called */
    public DatabaseRoles(PostgresServer server) {
        this(
                server.folder(),
                database ->
                        DriverManager.getConnection(server.url(database), server.user(), server.superuserPassword()));
    }

    /**
     * For a server that another process runs.
     *
     * @param folder of the server, with its passwords
     */
    public DatabaseRoles(Path folder, Superuser superuser) {
        this.superuser = superuser;
        this.logins = EmbeddedLogins.ofServer(folder);
    }

    public Login owner() {
        return logins.owner();
    }

    public Login program() {
        return logins.program();
    }

    /**
     * Makes the roles and the database where they are missing, and gives the owner what is theirs. One query where nothing is to do.
     *
     * @throws Failure if the server does not answer, or a password cannot be kept
     */
    public void prepare(String database) {
        try (Connection there = connect(database)) {
            if (!settled(there) || !passwordsCount(there)) {
                makeRoles(there);
                settle(there, database);
            }
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw unreachable(e);
            }
            create(database);
        }
    }

    private void create(String database) {
        try (Connection admin = connect("postgres")) {
            makeRoles(admin);
            execute(admin, List.of("create database " + database + " owner " + OWNER));
        } catch (SQLException e) {
            throw unreachable(e);
        }
        try (Connection there = connect(database)) {
            settle(there, database);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** Whether each role has a password, and it is the one in its file. */
    private boolean passwordsCount(Connection there) throws SQLException {
        try {
            for (String role : List.of(OWNER, PROGRAM)) {
                String password = logins.fileOf(role).read();
                List<String> kept = query(there, PASSWORDS.formatted(role));
                if (password == null || kept.size() != 1 || !ScramHash.isOf(password, kept.getFirst())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw passwords(e);
        }
    }

    private static boolean settled(Connection there) throws SQLException {
        try (Statement statement = there.createStatement();
                ResultSet row = statement.executeQuery(SETTLED)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Gives each role its attributes, and a password if its file is not there; the file is written when the role has it. */
    private void makeRoles(Connection connection) throws SQLException {
        try {
            for (String role : List.of(OWNER, PROGRAM)) {
                PasswordFile file = logins.fileOf(role);
                String kept = file.read();
                String password = kept == null ? PasswordFile.random() : kept;
                // Hashed here, so that the server's log could not show it.
                String hash = ScramHash.of(password);
                boolean exists = !query(connection, "select 1 from pg_roles where rolname = '" + role + "'")
                        .isEmpty();
                execute(
                        connection,
                        List.of((exists ? "alter role " : "create role ") + role + ATTRIBUTES + " password '" + hash
                                + "'"));
                if (kept == null) {
                    file.write(password);
                }
            }
        } catch (IOException e) {
            throw passwords(e);
        }
    }

    private static void settle(Connection there, String database) throws SQLException {
        List<String> misplaced = query(there, MISPLACED);
        List<String> ofTheirOwn = query(there, OF_THEIR_OWN);
        List<String> statements = new ArrayList<>(List.of(
                "set local lock_timeout = '30s'",
                "alter database " + database + " owner to " + OWNER,
                "revoke all on database " + database + " from public",
                "grant connect on database " + database + " to " + PROGRAM,
                "revoke connect on database postgres, template1 from public",
                "revoke all on schema public from public",
                // Large objects would be the maker's own.
                "revoke execute on function lo_creat(int), lo_create(oid), lo_from_bytea(oid, bytea) from public"));
        statements.addAll(misplaced);
        statements.addAll(ofTheirOwn);
        there.setAutoCommit(false);
        execute(there, statements);
        there.commit();
        there.setAutoCommit(true);
        if (!ofTheirOwn.isEmpty()) {
            LOG.warn(
                    "The database's roles had settings of their own, which nobody but they had reason to make; undone: {}",
                    ofTheirOwn);
        }
        if (!misplaced.isEmpty()) {
            LOG.info("{} objects of the database {} are {}'s now", misplaced.size(), database, OWNER);
        }
    }

    private Connection connect(String database) throws SQLException {
        return superuser.connect(database);
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join(";\n", statements));
        }
    }

    private static Failure passwords(IOException e) {
        return Failure.unavailable(
                "postgres.passwords", "The database's passwords cannot be kept: " + e.getMessage(), e);
    }

    private static Failure unreachable(SQLException e) {
        if (DiskFull.says(e)) {
            return DiskFull.failure(e);
        }
        return Failure.unavailable(
                "postgres.start-failed", "The embedded PostgreSQL runs but does not answer: " + e.getMessage(), e);
    }
}
