package io.peakday.cli;

import io.peakday.server.NodeRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder from which nginx can be run by an ordinary user: the configuration that ships ({@code deploy/nginx/peakday.conf}, as it
 * is) and beside it the three files that differ from place to place.
 */
final class NginxFiles {
    /** Written by nginx when it runs. */
    static final String PID = "run/nginx.pid";

    private static final String MAIN = """
            # Written by 'peakday cluster up'.
            %sworker_processes auto;
            daemon off;
            pid run/nginx.pid;
            error_log logs/error.log warn;
            worker_shutdown_timeout 30s;
            events {
                worker_connections 4096;
            }
            http {
                client_body_temp_path temp/body;
                proxy_temp_path temp/proxy;
                fastcgi_temp_path temp/fastcgi;
                uwsgi_temp_path temp/uwsgi;
                scgi_temp_path temp/scgi;
                include peakday.conf;
            }
            """;

    private NginxFiles() {}

    /**
     * Writes all of it.
     *
     * @param user who is to own nginx's processes where this one is root's; empty for an ordinary user's
     * @param pools the routes that go to each pool, by its number
     */
    static void write(
            Path folder,
            String user,
            String address,
            int port,
            List<Upstream> nodes,
            Map<Integer, List<NodeRoutes.Owned>> pools)
            throws IOException {
        for (String sub : List.of("run", "logs", "temp")) {
            Files.createDirectories(folder.resolve(sub));
        }
        Files.deleteIfExists(folder.resolve(PID));
        deletePools(folder);
        Files.writeString(folder.resolve("nginx.conf"), MAIN.formatted(user.isEmpty() ? "" : "user " + user + ";\n"));
        Files.writeString(folder.resolve("peakday.conf"), shipped());
        Files.writeString(folder.resolve("peakday.listen"), listen(address, port));
        Files.writeString(folder.resolve("peakday.operators"), "allow 127.0.0.1;\nallow ::1;\ndeny all;\n");
        writeNodes(folder, nodes);
        for (Map.Entry<Integer, List<NodeRoutes.Owned>> pool : pools.entrySet()) {
            PoolFiles.writeLocations(folder, pool.getKey(), pool.getValue());
        }
    }

    static void writeNodes(Path folder, List<Upstream> nodes) throws IOException {
        List<Upstream> whole = in(0, nodes);
        Files.writeString(folder.resolve("peakday.upstream"), upstream(whole));
        int pools = nodes.stream().mapToInt(Upstream::pool).max().orElse(0);
        for (int pool = 1; pool <= pools; pool++) {
            PoolFiles.writeNodes(folder, pool, in(pool, nodes), whole);
        }
    }

    private static List<Upstream> in(int pool, List<Upstream> nodes) {
        return nodes.stream().filter(node -> node.pool() == pool).toList();
    }

    /** Of an earlier run, which may have had others. */
    private static void deletePools(Path folder) throws IOException {
        Path pools = folder.resolve("pools");
        if (Files.isDirectory(pools)) {
            try (Stream<Path> files = Files.list(pools)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    static String shipped() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                NginxFiles.class.getResourceAsStream("nginx/peakday.conf"),
                "the program's jar lacks nginx/peakday.conf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String listen(String address, int port) {
        return """
                listen %s:%d backlog=4096;
                server_name localhost;
                access_log off;
                """.formatted(address, port);
    }

    /** A node that is not ready stays in the list, so that nginx keeps what it knows of it. */
    static String upstream(List<Upstream> nodes) {
        return nodes.stream().map(node -> server(node, "")).collect(Collectors.joining());
    }

    /** @param parameters further ones, each with a blank before it */
    static String server(Upstream node, String parameters) {
        return "# node %d%nserver 127.0.0.1:%d max_fails=3 fail_timeout=5s%s%s;%n"
                .formatted(node.number(), node.port(), parameters, node.ready() ? "" : " down");
    }
}
