package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabaseRolesTest {
    private static final SchemaMigration SAMPLE = new SchemaMigration("sample", "db/roles")
            .with("diary", "insert, select")
            .with("head", "select, update(text)");

    @RegisterExtension
    static final OnePostgres postgres = new OnePostgres();

    private static String untouched;

    private DatabaseRoles roles;
    private String database;

    @BeforeEach
    void aDatabaseOfItsOwn() {
        roles = new DatabaseRoles(postgres.server());
        database = "roles_" + Long.toHexString(System.nanoTime());
    }

    @Test
    void theProgramReadsAndWritesRowsAndNothingElse() throws Exception {
        roles.prepare(database);
        migrate(SAMPLE);
        try (Connection program = connect(roles.program())) {
            run(program, "insert into sample.thing (name) values ('lamp')");
            run(program, "update sample.thing set name = 'kettle'");
            run(program, "insert into sample.part values (1), (11)");
            run(program, "delete from sample.part where id = 1");
            run(program, "delete from sample.thing");
            run(program, "insert into sample.diary (text) values ('opened')");
            run(program, "update sample.head set text = 'opened'");
            run(program, "select sample.twice(2)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table sample.diary",
                "alter table sample.diary disable trigger all",
                "alter table sample.diary add column more text",
                "drop trigger keep on sample.diary",
                "create or replace function sample.keep() returns trigger language plpgsql as 'begin return null; end'",
                "truncate sample.diary",
                "truncate sample.thing",
                "update sample.diary set text = 'forged'",
                "delete from sample.diary",
                "update sample.head set id = 2",
                "delete from sample.head",
                "select * from sample.schema_history",
                "update engines.migrated set fingerprint = ''",
                "delete from sample.part_low",
                "drop table sample.part_low",
                "create table sample.mine (id int)",
                "create table public.mine (id int)",
                "create temporary table mine (id int)",
                "create schema mine",
                "create extension plpgsql_check",
                "create role mine",
                "create database mine",
                "alter role peakday_program superuser",
                "alter role peakday_owner password 'mine'",
                "alter system set archive_command = 'rm -rf /'",
                "alter database postgres owner to peakday_program",
                "set role peakday_owner",
                "set session authorization peakday",
                "set session_replication_role = replica",
                "select * from pg_authid",
                "select * from pg_shadow",
                "select pg_read_file('postgresql.conf')",
                "select pg_ls_dir('.')",
                "copy sample.thing from program 'id'",
                "copy sample.thing to '/tmp/things'",
                "select lo_creat(-1)",
                "select lo_import('/etc/passwd')",
                "do $$ begin execute 'drop table sample.diary'; end $$"
            })
    void theProgramIsRefused(String statement) throws Exception {
        // What is refused changes nothing, so one database does for all of them.
        if (untouched == null) {
            roles.prepare(database);
            migrate(SAMPLE);
            untouched = database;
        }
        database = untouched;
        roles.prepare(database);
        try (Connection program = connect(roles.program())) {
            assertThatThrownBy(() -> run(program, statement))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).as(e.getMessage()).isIn("42501", "0A000", "58P01"))
                    .satisfies(e -> assertThat(e.getMessage())
                            .containsAnyOf("permission denied", "must be", "only", "not available"));
        }
        assertThat(owners()).containsOnly(DatabaseRoles.OWNER);
    }

    @Test
    void neitherRoleGetsIntoTheServersOtherDatabases() {
        roles.prepare(database);
        for (Login login : List.of(roles.owner(), roles.program())) {
            for (String other : List.of("postgres", "template1")) {
                assertThatThrownBy(() -> DriverManager.getConnection(
                                postgres.server().url(other), login.user(), login.password()))
                        .hasMessageContaining("permission denied for database");
            }
        }
    }

    @Test
    void thePasswordsAreFilesThatOnlyTheirOwnerReads() throws Exception {
        roles.prepare(database);
        Path folder = postgres.server().folder();
        for (String name : List.of("owner-password", "program-password")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(folder.resolve("server.log")).content().doesNotContain(Files.readString(folder.resolve(name)));
        }
        assertThat(roles.program().toString()).doesNotContain(roles.program().password());
    }

    @Test
    void aPasswordThatIsLostIsReplaced() throws Exception {
        roles.prepare(database);
        String before = roles.program().password();
        Files.delete(postgres.server().folder().resolve("program-password"));
        roles.prepare(database);
        assertThat(roles.program().password()).isNotEqualTo(before);
        connect(roles.program()).close();
    }

    @Test
    void whatAFolderOfTheVersionBeforeHoldsBecomesTheOwnersAndWorksOn() throws Exception {
        asSuperuser("postgres", "create database " + database);
        // As the version before did: all of it by the superuser.
        Migrator.migrate(
                source(new Login(postgres.server().user(), postgres.server().superuserPassword())), List.of(SAMPLE));
        assertThat(owners()).containsOnly(postgres.server().user());

        roles.prepare(database);
        assertThat(owners()).containsOnly(DatabaseRoles.OWNER);
        migrate(SAMPLE);
        try (Connection program = connect(roles.program())) {
            run(program, "insert into sample.diary (text) values ('opened')");
            assertThatThrownBy(() -> run(program, "drop table sample.diary")).hasMessageContaining("must be owner");
        }
        try (Connection owner = connect(roles.owner())) {
            run(owner, "create table sample.part_new partition of sample.part for values from (30) to (40)");
            run(owner, "drop table sample.part_low");
            run(owner, "alter table sample.thing add column more text");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter role peakday_program set statement_timeout = '1ms'",
                "alter role peakday_program set default_transaction_read_only = on",
                "alter role peakday_program set synchronous_commit = off",
                "alter role peakday_program in database %s set search_path = 'nowhere'",
                "alter role peakday_program password 'mine'",
                "alter role peakday_program password null",
                "alter role peakday_program password 'SCRAM-SHA-256$40960:c2FsdA==$"
                        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='"
            })
    void whatTheProgramChangesOfItselfIsTakenBackAtTheNextStart(String statement) throws Exception {
        roles.prepare(database);
        migrate(SAMPLE);
        try (Connection program = connect(roles.program())) {
            run(program, statement.formatted(database));
        }
        roles.prepare(database);
        assertThat(asSuperuser(database, """
                        select array_to_string(setconfig, ', ') from pg_db_role_setting
                         where setrole = 'peakday_program'::regrole""")).isEmpty();
        try (Connection program = connect(roles.program())) {
            run(program, "insert into sample.diary (text) values ('opened')");
            assertThat(RoleCheck.trouble(program)).isNull();
        }
    }

    @Test
    void settingsOfTheProgramsRoleAreNamed() throws Exception {
        roles.prepare(database);
        migrate(SAMPLE);
        try (Connection program = connect(roles.program())) {
            run(program, "alter role peakday_program in database " + database + " set synchronous_commit = off");
            assertThat(RoleCheck.trouble(program))
                    .contains("peakday_program", "synchronous_commit=off", "in database " + database + " reset all");
        }
        roles.prepare(database);
    }

    @Test
    void aSecondStartFindsNothingToDo() throws Exception {
        roles.prepare(database);
        migrate(SAMPLE);
        String before = catalogue();
        roles.prepare(database);
        migrate(SAMPLE);
        assertThat(catalogue()).as("no row of the catalogue was written again").isEqualTo(before);
    }

    @Test
    void rightsThatWereAddedOrTakenAwayArePutRight() throws Exception {
        roles.prepare(database);
        migrate(SAMPLE);
        asSuperuser(
                database,
                "grant all on sample.diary, sample.part_low to peakday_program; revoke all on sample.thing from peakday_program");
        asSuperuser(
                database,
                "grant create on schema sample to peakday_program; grant update (text) on sample.diary to peakday_program");
        migrate(SAMPLE);
        try (Connection program = connect(roles.program())) {
            run(program, "select * from sample.thing");
            for (String refused : List.of(
                    "truncate sample.diary",
                    "update sample.diary set text = ''",
                    "select * from sample.part_low",
                    "create table sample.mine (id int)")) {
                assertThatThrownBy(() -> run(program, refused)).hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void elsewhereOnePlainUserDoesEverythingAndIsWarnedOf() throws Exception {
        asSuperuser("postgres", "create role plain_" + database + " login password 'secret'");
        asSuperuser("postgres", "create database " + database + " owner plain_" + database);
        EngineSettings.Postgres one =
                EngineSettings.Postgres.remote(postgres.server().url(database), "plain_" + database, "secret");
        RemotePostgres engine = new RemotePostgres(one);
        try {
            PostgresPool pool = engine.open();
            assertThat(engine.program()).isNull();
            Migrator.migrate(engine.owner().withoutDeadline(), List.of(SAMPLE), engine.program());
            new Database(pool.dataSource())
                    .sql()
                    .sql("insert into sample.diary (text) values ('opened')")
                    .update();
            new Database(engine.owner().failingFast())
                    .sql()
                    .sql("create table sample.part_new partition of sample.part for values from (30) to (40)")
                    .update();
            try (Connection connection = pool.direct(5)) {
                assertThat(RoleCheck.trouble(connection))
                        .contains("owns its tables", "create role peakday_program", database, "owner-user");
            }
        } finally {
            engine.close();
        }
    }

    @Test
    void elsewhereTwoUsersShareTheWorkAndNobodyIsWarned() throws Exception {
        roles.prepare(database);
        EngineSettings.Postgres two = EngineSettings.Postgres.remote(
                        postgres.server().url(database), "x", "x")
                .with(roles.program(), roles.owner());
        RemotePostgres engine = new RemotePostgres(two);
        try {
            PostgresPool pool = engine.open();
            assertThat(engine.program()).isEqualTo(DatabaseRoles.PROGRAM);
            Migrator.migrate(engine.owner().withoutDeadline(), List.of(SAMPLE), engine.program());
            new Database(pool.dataSource())
                    .sql()
                    .sql("insert into sample.diary (text) values ('opened')")
                    .update();
            try (Connection connection = pool.direct(5)) {
                assertThat(RoleCheck.trouble(connection)).isNull();
            }
        } finally {
            engine.close();
        }
        try (Connection superuser =
                connect(new Login("peakday", postgres.server().superuserPassword()))) {
            assertThat(RoleCheck.trouble(superuser)).contains("everything on the database's server", "peakday_owner");
        }
        // A node without the owner's login may use what is migrated.
        Migrator.migrate(source(roles.program()), List.of(SAMPLE));
    }

    @Test
    void anOwnerWhoseTablesAreSomebodyElsesIsInformedInASentence() throws Exception {
        roles.prepare(database);
        migrate(SAMPLE);
        asSuperuser(database, "alter table sample.diary owner to peakday");
        asSuperuser(database, "revoke all on sample.diary from peakday_program");
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> migrate(SAMPLE))
                .satisfies(e -> assertThat(e.code()).isEqualTo("database.not-owner"));
    }

    private void migrate(SchemaMigration schema) {
        Migrator.migrate(source(roles.owner()), List.of(schema), DatabaseRoles.PROGRAM);
    }

    private DriverManagerDataSource source(Login login) {
        return new DriverManagerDataSource(postgres.server().url(database), login.user(), login.password());
    }

    private Connection connect(Login login) throws SQLException {
        return source(login).getConnection();
    }

    /** Of everything in the schemas that are ours. */
    private List<String> owners() throws SQLException {
        return asSuperuser(database, """
                select pg_get_userbyid(nspowner) from pg_namespace where nspname in ('sample', 'engines')
                union all select pg_get_userbyid(relowner) from pg_class where relnamespace in ('sample'::regnamespace, 'engines'::regnamespace)
                union all select pg_get_userbyid(proowner) from pg_proc where pronamespace = 'sample'::regnamespace
                union all select pg_get_userbyid(typowner) from pg_type where typnamespace = 'sample'::regnamespace
                union all select pg_get_userbyid(datdba) from pg_database where datname = current_database()""");
    }

    /** Which transactions wrote what says who may what. */
    private String catalogue() throws SQLException {
        return String.join("\n", asSuperuser(database, """
                select string_agg(ctid::text || xmin, ' ' order by oid) from pg_class
                union all select string_agg(ctid::text || xmin, ' ' order by oid) from pg_namespace
                union all select string_agg(ctid::text || xmin, ' ' order by oid) from pg_authid where rolname like 'peakday%'
                union all select ctid::text || xmin from pg_database where datname = current_database()"""));
    }

    private static List<String> asSuperuser(String where, String sql) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", postgres.server().user());
        login.setProperty("password", postgres.server().superuserPassword());
        try (Connection superuser =
                DriverManager.getConnection(postgres.server().url(where), login)) {
            return run(superuser, sql);
        }
    }

    private static List<String> run(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
        }
        return found;
    }
}
