package io.peakday.server.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.peakday.engines.HealthReport;
import io.peakday.engines.NodeHealth;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * What a node without the web role answers: {@code /health/live}, {@code /health/ready} and {@code /metrics}, on a port of its
 * own, so that its probes and its metrics are asked for as those of every other node.
 */
public final class OpsServer implements AutoCloseable {
    private static final int BACKLOG = 16;

    static {
        // Seconds that a request may take to come, and an answer to be taken, in all; what is set already stays.
        for (String bound : new String[] {"sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime"}) {
            System.setProperty(bound, System.getProperty(bound, "10"));
        }
        String connections = "jdk.httpserver.maxConnections";
        System.setProperty(connections, System.getProperty(connections, "256"));
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param metrics in Prometheus' text format
     */
    public OpsServer(String address, int port, NodeHealth health, Supplier<String> metrics) {
        try {
            server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            throw Failure.unavailable(
                    "server.cannot-listen",
                    "Port " + port + " on " + address + " cannot be used (" + e.getMessage()
                            + "). Choose another with peakday.server.ops-port.",
                    e);
        }
        server.setExecutor(threads);
        server.createContext("/health/live", exchange -> answer(exchange, "/health/live", 200, HealthJson::live));
        server.createContext("/health/ready", exchange -> {
            HealthReport report = health.report();
            answer(exchange, "/health/ready", report.ready() ? 200 : 503, () -> HealthJson.of(report));
        });
        server.createContext(
                "/metrics",
                exchange ->
                        answer(exchange, "/metrics", 200, () -> metrics.get().getBytes(StandardCharsets.UTF_8)));
        server.start();
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String path, int status, Supplier<byte[]> content)
            throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = content.get();
            String type = path.equals("/metrics") ? MetricsServlet.TEXT : "application/json";
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
