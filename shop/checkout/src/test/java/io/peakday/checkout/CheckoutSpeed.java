package io.peakday.checkout;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import io.peakday.engines.Migrator;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import io.peakday.kernel.Ids;
import io.peakday.kernel.ProcStat;
import io.peakday.payments.CardDetails;
import io.peakday.payments.CardToken;
import io.peakday.testkit.TestFolder;
import io.peakday.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures durable checkouts: an embedded PostgreSQL that flushes every commit, shoppers as virtual threads in the same
 * process, who call the façade or, with {@code http}, a whole node over HTTP. Prints checkouts a second, percentiles, and the CPU that each costs in this process and in
 * PostgreSQL, which is the figure to compare on a machine with other things to do.
 *
 * <p>Run by hand: {@code CheckoutSpeed [checkouts] [shoppers] [lines per cart] [http]}.
 */
public final class CheckoutSpeed {
    private static final int PRODUCTS = 500;

    private CheckoutSpeed() {}

    public static void main(String[] args) throws Exception {
        int checkouts = args.length > 0 ? Integer.parseInt(args[0]) : 6_000;
        int shoppers = args.length > 1 ? Integer.parseInt(args[1]) : 64;
        int lines = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        Path folder = Files.createTempDirectory("checkout-speed");
        var server = new PostgresServer(PostgresOptions.durable(folder, PostgresOptions.userCache(), 40, "256MB"));
        server.start();
        var pooled = new HikariConfig();
        pooled.setJdbcUrl(server.url("postgres"));
        pooled.setUsername(server.user());
        pooled.setPassword(server.superuserPassword());
        pooled.setMaximumPoolSize(24);
        try (var pool = new HikariDataSource(pooled)) {
            Migrator.migrate(pool, List.of(SampleStore.WITHOUT_BACKGROUND.schemas()));
            var database = new Database(pool);
            var stage = new Stage(database, InstantSource.system());
            if (args.length > 3 && args[3].equals("http")) {
                try (var node = SampleStore.WITHOUT_BACKGROUND.open(database)) {
                    measure(stage, request -> post(node, request), server.pid(), checkouts, shoppers, lines);
                }
            } else {
                measure(stage, request -> place(stage, request), server.pid(), checkouts, shoppers, lines);
            }
        } finally {
            server.stop();
            TestFolder.delete(folder);
        }
        System.exit(0);
    }

    /** One way to buy. */
    private interface Buying {
        void buy(CheckoutRequest request) throws Exception;
    }

    private static void place(Stage stage, CheckoutRequest request) {
        CheckoutOutcome outcome = stage.checkout.place(request);
        if (!(outcome instanceof CheckoutOutcome.Placed)) {
            throw new IllegalStateException("not placed: " + outcome);
        }
    }

    private static void post(TestNode node, CheckoutRequest request) throws Exception {
        var reply = node.send("POST", "/api/v1/checkouts", """
                {"checkoutId":"%s","cartId":"%s","email":"ada@example.org","shippingMethod":"standard","paymentToken":"%s",
                 "paidWith":"visa","returnPath":"/checkout","shipTo":{"name":"Ada Lovelace","line1":"Lange Straße 1",
                 "postalCode":"10115","city":"Berlin","country":"DE"}}""".formatted(
                        request.checkoutId(), request.cartId(), request.cardToken()));
        if (reply.statusCode() != 201) {
            throw new IllegalStateException("not placed: " + reply.body());
        }
    }

    private static void measure(Stage stage, Buying buying, long postgres, int checkouts, int shoppers, int lines)
            throws Exception {
        List<UUID> variants = IntStream.range(0, PRODUCTS)
                .mapToObj(i -> stage.product("Product " + i, 1_000 + i, 10_000_000))
                .toList();
        List<CheckoutRequest> warm = requests(stage, variants, Math.min(3_000, checkouts), lines);
        run(buying, warm, shoppers);
        List<CheckoutRequest> requests = requests(stage, variants, checkouts, lines);
        long cpu = ownCpu();
        long postgresCpu = cpu(postgres);
        long[] nanos = run(buying, requests, shoppers);
        cpu = ownCpu() - cpu;
        postgresCpu = cpu(postgres) - postgresCpu;
        double seconds = nanos[nanos.length - 1] / 1e9;
        long[] sorted = Arrays.copyOf(nanos, nanos.length - 1);
        Arrays.sort(sorted);
        System.out.printf(
                "%d checkouts of %d lines by %d shoppers: %.0f/s, p50 %.1f ms, p99 %.1f ms;"
                        + " CPU a checkout: %.2f ms here, %.2f ms in PostgreSQL -> %.0f/s if two cores had nothing else to do%n",
                checkouts,
                lines,
                shoppers,
                checkouts / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                cpu / 1e6 / checkouts,
                postgresCpu / 1e6 / checkouts,
                2e9 / ((double) (cpu + postgresCpu) / checkouts));
    }

    private static List<CheckoutRequest> requests(Stage stage, List<UUID> variants, int count, int lines)
            throws Exception {
        CardToken card = stage.payments.tokenize(new CardDetails(Stage.PLAIN_CARD, 12, 2099, "123", "Ada Lovelace"));
        try (var threads = Executors.newFixedThreadPool(32, Thread.ofVirtual().factory())) {
            List<Future<CheckoutRequest>> requests = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int n = i;
                requests.add(threads.submit(() -> {
                    UUID cart = stage.cart(variants.get(n % PRODUCTS), 1);
                    for (int line = 1; line < lines; line++) {
                        stage.carts.put(
                                cart,
                                io.peakday.cart.CartOwner.guest(),
                                variants.get((n + line * 37) % PRODUCTS),
                                1 + line);
                    }
                    return new CheckoutRequest(
                            Ids.next(),
                            cart,
                            null,
                            "ada@example.org",
                            Stage.address("DE"),
                            null,
                            "standard",
                            card.token(),
                            "visa ···· 4242",
                            null,
                            "/checkout");
                }));
            }
            List<CheckoutRequest> made = new ArrayList<>();
            for (var request : requests) {
                made.add(request.get());
            }
            return made;
        }
    }

    /** Nanoseconds of each checkout, and at the end those of the whole. */
    private static long[] run(Buying buying, List<CheckoutRequest> requests, int shoppers) throws Exception {
        long[] nanos = new long[requests.size() + 1];
        var next = new java.util.concurrent.atomic.AtomicInteger();
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int s = 0; s < shoppers; s++) {
                all.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                        long at = System.nanoTime();
                        buying.buy(requests.get(i));
                        nanos[i] = System.nanoTime() - at;
                    }
                    return null;
                }));
            }
            for (var one : all) {
                one.get();
            }
        }
        nanos[requests.size()] = System.nanoTime() - began;
        return nanos;
    }

    private static long ownCpu() {
        return Duration.ofNanos(((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime())
                .toNanos();
    }

    /** CPU nanoseconds of a process and its children, dead or alive; Linux only, elsewhere 0. */
    private static long cpu(long pid) throws IOException {
        long ticks = 0;
        Path proc = Path.of("/proc");
        if (!Files.exists(proc.resolve(Long.toString(pid)))) {
            return 0;
        }
        try (Stream<Path> all = Files.list(proc)) {
            for (Path process : all.filter(p -> p.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                try {
                    long id = Long.parseLong(process.getFileName().toString());
                    ProcStat stat = ProcStat.of(proc, id);
                    if (id == pid || stat.field(4).equals(Long.toString(pid))) {
                        ticks += Long.parseLong(stat.field(14)) + Long.parseLong(stat.field(15));
                        ticks += id == pid ? Long.parseLong(stat.field(16)) + Long.parseLong(stat.field(17)) : 0;
                    }
                } catch (IOException e) {
                    // It ended between listing and reading.
                }
            }
        }
        return ticks * 10_000_000L;
    }
}
