package io.peakday.cart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.Categories;
import io.peakday.catalog.OfferDraft;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductDraft;
import io.peakday.catalog.Sellers;
import io.peakday.catalog.VariantDraft;
import io.peakday.engines.Database;
import io.peakday.engines.Migrator;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import io.peakday.kernel.Money;
import io.peakday.testnode.TestNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures {@code PUT /api/v1/carts/{id}/lines/{variantId}} on a real server with a durable PostgreSQL, the load generator in the
 * same process: 128 connections kept open, 10,000 guests' carts, 200 variants.
 */
public final class CartHttpBench {
    private static final int CONNECTIONS = 128;

    private CartHttpBench() {}

    public static void main(String[] arguments) throws Exception {
        Path root = arguments.length > 0 ? Path.of(arguments[0]) : Path.of(System.getProperty("java.io.tmpdir"));
        Path folder = Files.createTempDirectory(root, "peakday-bench-");
        PostgresServer server =
                new PostgresServer(PostgresOptions.durable(folder, PostgresOptions.userCache(), 50, "256MB"));
        server.start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url("postgres"));
        config.setUsername(server.user());
        config.setPassword(server.superuserPassword());
        config.setMaximumPoolSize(20);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Migrator.migrate(pool, List.of(CartHttpTest.WIRING.schemas()));
            try (TestNode node = CartHttpTest.WIRING.open(new Database(pool))) {
                List<UUID> variants = stock(node);
                Carts carts = node.get(Carts.class);
                List<UUID> ids = IntStream.range(0, 10_000)
                        .parallel()
                        .mapToObj(i -> carts.create(CartOwner.guest()))
                        .toList();
                run(node.port(), ids, variants, Duration.ofSeconds(8));
                long before = cpu().toNanos();
                Duration measured = Duration.ofSeconds(8);
                long done = run(node.port(), ids, variants, measured);
                System.out.printf(
                        Locale.ROOT,
                        "%,d durable PUTs a second over HTTP; %.0f µs of CPU each (server, database and load generator)%n",
                        done / measured.toSeconds(),
                        (cpu().toNanos() - before) / 1e3 / done);
            }
        } finally {
            server.stop();
        }
    }

    private static List<UUID> stock(TestNode node) {
        UUID category = node.get(Categories.class)
                .ensure(List.of(List.of("Home", "Lamps")))
                .getFirst();
        UUID seller = node.get(Sellers.class).ensure("north", "North").id();
        Catalog catalog = node.get(Catalog.class);
        List<UUID> variants = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Product draft = catalog.create(new ProductDraft(
                    null,
                    null,
                    "Lamp " + i,
                    "Lumen",
                    category,
                    "A lamp.",
                    List.of(),
                    List.of(VariantDraft.of("LAMP-" + i, OfferDraft.of(seller, Money.of(4_990, "EUR")))),
                    List.of()));
            variants.add(catalog.publish(draft.id(), draft.version())
                    .variants()
                    .getFirst()
                    .id());
        }
        return variants;
    }

    private static long run(int port, List<UUID> carts, List<UUID> variants, Duration time) {
        LongAdder done = new LongAdder();
        long end = System.nanoTime() + time.toNanos();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                callers.execute(() -> {
                    try (Socket socket = new Socket("127.0.0.1", port)) {
                        socket.setTcpNoDelay(true);
                        InputStream in = new BufferedInputStream(socket.getInputStream());
                        while (System.nanoTime() < end) {
                            ThreadLocalRandom random = ThreadLocalRandom.current();
                            String body = "{\"quantity\":" + (1 + random.nextInt(9)) + "}";
                            socket.getOutputStream()
                                    .write(("PUT /api/v1/carts/" + carts.get(random.nextInt(carts.size())) + "/lines/"
                                                    + variants.get(random.nextInt(variants.size()))
                                                    + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                                    + "\r\nContent-Type: application/json\r\nContent-Length: "
                                                    + body.length() + "\r\n\r\n" + body)
                                            .getBytes(StandardCharsets.US_ASCII));
                            answer(in);
                            done.increment();
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
        return done.sum();
    }

    /** Reads one answer, which must be a 200. */
    private static void answer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException(status);
        }
        int length = -1;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.equals("transfer-encoding: chunked");
        }
        if (chunked) {
            do {
                length = Integer.parseInt(line(in), 16);
                in.skipNBytes(length + 2L);
            } while (length > 0);
        } else {
            in.skipNBytes(length);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static Duration cpu() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
