package io.peakday.cli;

import io.peakday.server.NodeRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What nginx needs of a pool: its nodes ({@code pools/1.upstream}) and the paths that go to them ({@code pools/1.locations}). Where no
 * node of the pool answers, the nodes that have all modules do.
 */
final class PoolFiles {
    private PoolFiles() {}

    /**
     * Writes who the nodes are.
     *
     * @param number from 1
     * @param whole the nodes that have all modules
     */
    static void writeNodes(Path folder, int number, List<Upstream> nodes, List<Upstream> whole) throws IOException {
        Files.createDirectories(folder.resolve("pools"));
        Files.writeString(folder.resolve("pools").resolve(number + ".upstream"), upstream(number, nodes, whole));
    }

    static void writeLocations(Path folder, int number, List<NodeRoutes.Owned> routes) throws IOException {
        Files.createDirectories(folder.resolve("pools"));
        Files.writeString(folder.resolve("pools").resolve(number + ".locations"), locations(name(number), routes));
    }

    private static String name(int number) {
        return "pool_" + number;
    }

    private static String upstream(int number, List<Upstream> nodes, List<Upstream> whole) {
        String backups =
                whole.stream().map(node -> NginxFiles.server(node, " backup")).collect(Collectors.joining());
        return """
                upstream %1$s {
                    zone %1$s 256k;
                    least_conn;
                %2$s%3$s    keepalive 256;
                    keepalive_timeout 4s;
                    keepalive_requests 100000;
                }
                """.formatted(name(number), NginxFiles.upstream(nodes), backups);
    }

    /** Locations of nginx that send these routes, of whatever method, to an upstream. */
    static String locations(String upstream, List<NodeRoutes.Owned> routes) {
        return routes.stream()
                .map(NodeRoutes.Owned::pattern)
                .distinct()
                .sorted()
                .map(pattern -> "location " + matching(pattern) + " { proxy_pass http://" + upstream + "; }\n")
                .collect(Collectors.joining());
    }

    private static String matching(String pattern) {
        if (pattern.indexOf('*') < 0) {
            return "= " + pattern;
        }
        return "~ ^"
                + Stream.of(pattern.substring(1).split("/"))
                        .map(PoolFiles::segment)
                        .collect(Collectors.joining())
                + "$";
    }

    private static String segment(String segment) {
        return switch (segment) {
            case "**" -> "(/.*)?";
            case "*" -> "/[^/]+";
            default -> "/" + segment.replaceAll("[.+?()\\[\\]^$|]", "\\\\$0");
        };
    }
}
