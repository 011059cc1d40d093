package io.peakday.benchkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** The embedded database server of a data folder, as processes of the operating system. */
public final class PostgresProcess {
    private static final int DEPTH = 4;

    private PostgresProcess() {}

    /** Kills it with SIGKILL; its sessions notice that and end. */
    public static void kill(Path data) throws IOException {
        server(data).destroyForcibly();
    }

    /** Stops the server and all its sessions with SIGSTOP. Returns those that were stopped, to be woken. */
    public static List<ProcessHandle> stop(Path data) throws IOException, InterruptedException {
        ProcessHandle server = server(data);
        // First the server, so that it makes no more sessions meanwhile.
        Signals.stop(server);
        List<ProcessHandle> all =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        for (ProcessHandle one : all) {
            Signals.stop(one);
        }
        return all;
    }

    private static ProcessHandle server(Path data) throws IOException {
        Path file;
        try (Stream<Path> files =
                Files.find(data.resolve("postgres"), DEPTH, (path, a) -> path.endsWith("postmaster.pid"))) {
            file = files.findFirst().orElseThrow(() -> new IOException("no postmaster.pid under " + data));
        }
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("the database server does not run"));
    }

    /**
     * A connection of its superuser.
     *
     * @param where host, port and database
     */
    public static Connection superuser(Path data, String where) throws IOException, SQLException {
        String password = Files.readString(data.resolve("postgres").resolve("password"));
        return DriverManager.getConnection("jdbc:postgresql://" + where, "peakday", password.strip());
    }
}
