package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.peakday.server.ModuleRegistry;
import io.peakday.server.settings.Settings;
import io.peakday.web.WebSettings;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that ships, in a real nginx, before nodes that misbehave. */
class BalancerTest {
    private static final Path SHIPPED = Path.of("..", "..", "deploy", "nginx");

    @TempDir
    private Path folder;

    private final AtomicInteger answered = new AtomicInteger();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Path nginx;

    @BeforeEach
    void needsNginx() {
        assumeTrue(
                Balancer.installed().isPresent(),
                "nginx is not installed ('sudo apt-get install nginx-light'), so its configuration cannot be tried");
        nginx = Balancer.installed().orElseThrow();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    /** A node that answers with this status. */
    private int node(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            answered.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] body =
                    String.valueOf(exchange.getRequestHeaders().entrySet()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        open.add(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    /** A node that takes each request and breaks off. */
    private int dyingNode() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[8192]);
                } catch (IOException e) {
                    // It is closed, or the other side is gone.
                }
            }
        });
        open.add(server);
        return server.getLocalPort();
    }

    private Balancer balancer(int... ports) throws Exception {
        List<Upstream> nodes = new ArrayList<>();
        for (int port : ports) {
            nodes.add(new Upstream(nodes.size() + 1, port, true));
        }
        Balancer balancer = Balancer.start(nginx, folder, "127.0.0.1", FreePort.find(), nodes);
        open.add(balancer);
        return balancer;
    }

    @Test
    void whatShipsIsWellFormed() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("shipped"));
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        // The system's own folders are root's; everything else is as it ships.
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(name -> name + "_temp_path " + copy.resolve(name) + ";")
                .reduce("", String::concat);
        Path main = copy.resolve("nginx.conf");
        Files.writeString(main, Files.readString(main).replace("http {", "http { " + temporary));
        Process test = new ProcessBuilder(
                        nginx.toString(),
                        "-t",
                        "-e",
                        "stderr",
                        "-p",
                        copy.toString(),
                        "-c",
                        main.toString(),
                        "-g",
                        "pid " + copy.resolve("pid") + ";")
                .redirectErrorStream(true)
                .start();
        String said = new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Port 80 is not everybody's, and a name need not be known; the grammar comes first.
        assertThat(said).contains("syntax is ok");
    }

    @Test
    void healthAndMetricsAreNotForEverybodyHoweverTheyAreSpelled() throws Exception {
        String own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElse("");
        assumeTrue(!own.isEmpty(), "this machine has no address but its loopback");
        int port = FreePort.find();
        open.add(Balancer.start(nginx, folder, "0.0.0.0", port, List.of(new Upstream(1, node(200), true))));
        await().until(() -> status(own, port, "/").equals("200"));
        int before = answered.get();
        for (String path : List.of(
                "/metrics",
                "/metrics;x=1",
                "/metrics/x",
                "/%6detrics",
                "//metrics",
                "/x/../metrics",
                "/health",
                "/health;x=1",
                "/health/",
                "/health/ready",
                "/%68ealth/ready",
                "//health//ready")) {
            assertThat(status(own, port, path)).as(path).isEqualTo("403");
        }
        assertThat(answered.get()).isEqualTo(before);
        assertThat(status("127.0.0.1", port, "/health/ready")).isEqualTo("200");
    }

    private static String status(String address, int port, String path) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9);
        }
    }

    @Test
    void itsBoundsAreTheProgramsOwn() throws Exception {
        String conf = Files.readString(SHIPPED.resolve("peakday.conf"));
        WebSettings web = Settings.load(ModuleRegistry.settings(), null, Map.of(), Map.of())
                .bind(WebSettings.class);
        assertThat(conf).contains("client_max_body_size " + web.maxBody().toMegabytes() + "m;");
        assertThat(conf)
                .contains("large_client_header_buffers 4 " + web.maxHeaders().toKilobytes() + "k;");
        assertThat(conf).doesNotContain("non_idempotent;").contains("proxy_next_upstream error timeout;");
        assertThat(web.streams().heartbeat().toSeconds()).isLessThan(75);
        assertThat(NginxFiles.shipped()).as("the one in the jar").isEqualTo(conf);
    }

    @Test
    void aNodeLearnsWhoAsksAndNotWhatTheySayOfThemselves() throws Exception {
        Balancer balancer = balancer(node(200));
        String seen = new RawRequest("GET", "/x", "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Proto: https\r\n", "")
                .to(balancer.port());
        assertThat(seen)
                .contains("X-forwarded-for=[127.0.0.1]", "X-forwarded-proto=[http]")
                .contains("X-forwarded-host=[localhost:" + balancer.port() + "]")
                .doesNotContain("6.6.6.6");
    }

    @Test
    void whatOnlyReadsIsAskedOfASecondNodeWhereTheFirstBreaksOff() throws Exception {
        Balancer balancer = balancer(dyingNode(), node(200));
        for (int i = 0; i < 6; i++) {
            assertThat(RawRequest.get("/p/kettle").statusAt(balancer.port())).isEqualTo(200);
        }
    }

    @Test
    void whatChangesSomethingIsNeverSentTwice() throws Exception {
        Balancer balancer = balancer(dyingNode());
        balancer.nodes(List.of(new Upstream(1, dyingNode(), true), new Upstream(2, node(200), true)));
        int confirmed = 0;
        int refused = 0;
        for (int i = 0; i < 12; i++) {
            String answer = RawRequest.post("/api/v1/carts", "k" + i, "{}").to(balancer.port());
            if (answer.startsWith("HTTP/1.1 200")) {
                confirmed++;
            } else {
                assertThat(answer).startsWith("HTTP/1.1 503").contains("\"code\":\"overloaded\"", "Retry-After: 2");
                refused++;
            }
        }
        assertThat(answered.get()).isEqualTo(confirmed);
        assertThat(refused).as("those that the first node broke off").isPositive();
    }

    @Test
    void aNodeThatShedsLoadIsNotTakenForDead() throws Exception {
        Balancer balancer = balancer(node(503), node(503));
        for (int i = 0; i < 10; i++) {
            assertThat(RawRequest.get("/p/kettle").statusAt(balancer.port())).isEqualTo(503);
        }
        assertThat(answered.get()).as("each was asked of one node").isEqualTo(10);
    }

    @Test
    void aNodeThatIsNotReadyGetsNothing() throws Exception {
        int good = node(200);
        int draining = node(500);
        Balancer balancer = balancer(good, draining);
        balancer.nodes(List.of(new Upstream(1, good, true), new Upstream(2, draining, false)));
        // The old workers end once the new ones listen.
        await().until(() -> Stream.generate(() -> RawRequest.get("/x").statusAt(balancer.port()))
                .limit(20)
                .allMatch(status -> status == 200));
    }

    @Test
    void aBodyBeyondTheBoundDoesNotReachANode() throws Exception {
        Balancer balancer = balancer(node(200));
        RawRequest large = new RawRequest("POST", "/api/v1/carts", "Expect: 100-continue\r\n", "x".repeat(1_200_000));
        assertThat(large.to(balancer.port())).startsWith("HTTP/1.1 413");
        assertThat(answered.get()).isZero();
    }

    @Test
    void whenItCannotStartItSaysWhatNginxSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> Balancer.start(
                            nginx, folder, "127.0.0.1", taken.getLocalPort(), List.of(new Upstream(1, 9, true))))
                    .hasMessageStartingWith("nginx did not start")
                    .hasMessageContaining("Address already in use");
        }
    }
}
