package io.peakday.cli;

import io.peakday.kernel.Failure;
import io.peakday.server.NodeRoutes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** nginx as a process of this one, with the configuration that ships. */
final class Balancer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String SETPRIV = "/usr/bin/setpriv";

    private final Path nginx;
    private final Path folder;
    private final int port;
    private final Process process;
    private List<Upstream> nodes;

    private Balancer(Path nginx, Path folder, int port, Process process, List<Upstream> nodes) {
        this.nginx = nginx;
        this.folder = folder;
        this.port = port;
        this.process = process;
        this.nodes = nodes;
    }

    /** Where nginx is on this machine: on the PATH, or where packages put it, which is not on everybody's PATH. */
    static Optional<Path> installed() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty()),
                        Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it, and returns when it takes connections.
     *
     * @param folder of its own
     * @param port to listen on, which must be free
     * @throws Failure {@code cluster.balancer} with what nginx said, if it does not start
     */
    static Balancer start(Path nginx, Path folder, String address, int port, List<Upstream> nodes)
            throws IOException, InterruptedException {
        return start(nginx, folder, address, port, nodes, Map.of());
    }

    /** @param pools the routes that go to each pool of nodes, by its number */
    static Balancer start(
            Path nginx,
            Path folder,
            String address,
            int port,
            List<Upstream> nodes,
            Map<Integer, List<NodeRoutes.Owned>> pools)
            throws IOException, InterruptedException {
        String user = System.getProperty("user.name");
        NginxFiles.write(folder, user.equals("root") ? user : "", address, port, nodes, pools);
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of(SETPRIV))) {
            // A cluster that is killed takes its balancer with it.
            command.addAll(List.of(SETPRIV, "--pdeathsig", "QUIT"));
        }
        command.addAll(command(nginx, folder));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("logs/start.log").toFile())
                .start();
        Balancer balancer = new Balancer(nginx, folder, port, process, nodes);
        long end = System.nanoTime() + TIMEOUT.toNanos();
        // Its pid is written once it has the port; somebody else's may take connections, too.
        while (!Files.exists(folder.resolve(NginxFiles.PID)) || !takesConnections(address, port)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                balancer.close();
                throw Failure.unavailable(
                        "cluster.balancer",
                        "nginx did not start: "
                                + Files.readString(folder.resolve("logs/start.log"))
                                        .strip(),
                        null);
            }
        }
        return balancer;
    }

    private static boolean takesConnections(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.equals("0.0.0.0") ? "127.0.0.1" : address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> command(Path nginx, Path folder, String... more) {
        List<String> command = new ArrayList<>(List.of(
                nginx.toString(),
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("nginx.conf").toString()));
        // Or else nginx complains of the system's own log, which is not an ordinary user's.
        command.addAll(List.of("-e", folder.resolve("logs/error.log").toString()));
        command.addAll(List.of(more));
        return command;
    }

    int port() {
        return port;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Sends requests to those that are ready from now on; requests under way end where they are. */
    synchronized void nodes(List<Upstream> now) throws IOException, InterruptedException {
        if (now.equals(nodes) || !process.isAlive()) {
            return;
        }
        NginxFiles.writeNodes(folder, now);
        ask("reload");
        nodes = List.copyOf(now);
    }

    /** Lets the requests under way end; for so long. */
    @Override
    public synchronized void close() throws InterruptedException {
        if (process.isAlive()) {
            try {
                ask("quit");
            } catch (IOException | Failure e) {
                process.destroy();
            }
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private void ask(String what) throws IOException, InterruptedException {
        Process asking = new ProcessBuilder(command(nginx, folder, "-s", what))
                .redirectErrorStream(true)
                .start();
        String said;
        try (InputStream out = asking.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (asking.waitFor() != 0) {
            throw Failure.unavailable("cluster.balancer", "nginx refused to " + what + ": " + said, null);
        }
    }
}
