package io.peakday.engines.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.peakday.engines.Scratch;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Processes;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
    private final Scratch scratch = new Scratch("postgres-server");
    private final PostgresOptions options =
            PostgresOptions.forgetful(scratch.path().resolve("postgres"), PostgresOptions.userCache());
    private final PostgresServer server = new PostgresServer(options);

    @AfterEach
    void tidyUp() {
        server.stop();
        scratch.close();
    }

    @Test
    void aRestartKeepsThePortThePasswordAndTheData() throws Exception {
        server.start();
        int port = server.port();
        String password = server.superuserPassword();
        execute("create table kept as select 42 as answer");
        server.stop();
        assertThat(server.running()).isFalse();

        PostgresServer again = new PostgresServer(options);
        again.start();
        try {
            assertThat(again.port()).isEqualTo(port);
            assertThat(again.superuserPassword()).isEqualTo(password);
            assertThat(query("select answer from kept")).isEqualTo("42");
        } finally {
            again.stop();
        }
    }

    @Test
    void whatWasCommittedSurvivesAKill() throws Exception {
        server.start();
        execute("create table kept as select 42 as answer");
        server.kill();
        server.start();
        assertThat(query("select answer from kept")).isEqualTo("42");
    }

    @Test
    void thePasswordIsAskedForAndReadableByItsOwnerOnly() throws Exception {
        server.start();
        Path file = options.folder().resolve("password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(server.url("postgres"), "peakday", "wrong"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void anOrphanOfAnEarlierRunIsStoppedAndItsDataTakenOver() throws Exception {
        server.start();
        execute("create table kept as select 42 as answer");
        long orphan = server.pid();

        PostgresServer next = new PostgresServer(options);
        next.start();
        try {
            assertThat(ProcessHandle.of(orphan).stream()).allMatch(Processes::ended);
            assertThat(query("select answer from kept")).isEqualTo("42");
        } finally {
            next.stop();
        }
    }

    @Test
    void aPidFileThatNamesAStrangerIsNotInTheWayAndTheStrangerLives() throws Exception {
        server.start();
        server.stop();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    options.folder().resolve("data/postmaster.pid"), stranger.pid() + "\n/elsewhere\n0\n1\n\n\n\n");
            server.start();
            assertThat(query("select 1")).isEqualTo("1");
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void anEmptyPidFileIsNotInTheWay() throws Exception {
        server.start();
        server.stop();
        Files.writeString(options.folder().resolve("data/postmaster.pid"), "");
        server.start();
        assertThat(query("select 1")).isEqualTo("1");
    }

    @Test
    void aKeptPortThatSomebodyHasTakenIsGivenUp() throws Exception {
        server.start();
        int port = server.port();
        server.stop();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            server.start();
            assertThat(server.port()).isNotEqualTo(other.getLocalPort());
            assertThat(query("select 1")).isEqualTo("1");
        }
    }

    @Test
    void aPortThatWasAskedForAndIsTakenIsASentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> new PostgresServer(options.withPort(other.getLocalPort())).start())
                    .satisfies(e -> assertThat(e.code()).isEqualTo("postgres.port-taken"));
        }
    }

    @Test
    void aFirstStartThatWasKilledHalfWayBeginsAgain() throws Exception {
        Path half = Files.createDirectories(options.folder().resolve("data.new"));
        Files.writeString(half.resolve("PG_VERSION"), "18");
        server.start();
        assertThat(query("select 1")).isEqualTo("1");
    }

    @Test
    void programsInAFolderThatAnybodyMayWriteAreNotRun() throws Exception {
        Path open = Files.createDirectory(scratch.path().resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> new PostgresServer(PostgresOptions.forgetful(options.folder(), open)).start())
                .satisfies(e -> assertThat(e.code()).isEqualTo("postgres.unsafe-cache"));
    }

    @Test
    void dataOfANewerPostgresIsRefused() throws Exception {
        Path data = Files.createDirectories(options.folder().resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "99\n");
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(server::start)
                .satisfies(e -> assertThat(e.code()).isEqualTo("postgres.newer"))
                .withMessageContaining("PostgreSQL 99");
    }

    @Test
    void dataOfAnOlderPostgresIsRefusedWithWhatToDo() throws Exception {
        Path data = Files.createDirectories(options.folder().resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(server::start)
                .satisfies(e -> assertThat(e.code()).isEqualTo("postgres.older"))
                .withMessageContaining("pg_upgrade");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        Path port = options.folder().resolve("port");
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + Files.readString(port) + "/postgres",
                    "peakday",
                    Files.readString(options.folder().resolve("password")));
        } catch (java.io.IOException e) {
            throw new SQLException(e);
        }
    }
}
