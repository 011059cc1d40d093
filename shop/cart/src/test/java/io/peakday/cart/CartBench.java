package io.peakday.cart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.catalog.VariantView;
import io.peakday.engines.Database;
import io.peakday.engines.Migrator;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures carts on a durable PostgreSQL in a new folder under the one given (else the temporary one), with 256 callers, each
 * with random ones of 20,000 carts and 2,000 variants. Catalogue and stock are answered from a map, as they are from memory in
 * the program.
 */
public final class CartBench {
    private static final int CALLERS = 256;
    private static final int CARTS = 20_000;
    private static final int VARIANTS = 2_000;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(6);

    private CartBench() {}

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
            Migrator.migrate(pool, List.of(CartModule.SCHEMA));
            run(new Database(pool));
        } finally {
            server.stop();
        }
    }

    private static void run(Database database) {
        Map<UUID, VariantView> range = new HashMap<>();
        for (int i = 0; i < VARIANTS; i++) {
            UUID id = Ids.next();
            range.put(id, Stage.view(id, Money.of(100 + i, "EUR"), true));
        }
        List<UUID> variants = List.copyOf(range.keySet());
        Carts carts = new Carts(
                database,
                ids -> {
                    Map<UUID, VariantView> known = new HashMap<>();
                    ids.forEach(id -> known.put(id, range.get(id)));
                    return known;
                },
                ids -> {
                    Map<UUID, Integer> available = new HashMap<>();
                    ids.forEach(id -> available.put(id, 1_000));
                    return available;
                },
                (sale, customer) -> Optional.empty(),
                InstantSource.system(),
                CartSettings.defaults());
        List<UUID> ids = IntStream.range(0, CARTS)
                .parallel()
                .mapToObj(i -> carts.create(Stage.GUEST))
                .toList();
        CartOwner guest = Stage.GUEST;
        measure("create a cart", () -> carts.create(guest));
        measure("put", () -> carts.put(any(ids), guest, any(variants), 1 + random(9)));
        measure("add", () -> carts.add(any(ids), guest, any(variants), 1));
        measure("add once (with a key)", () -> carts.addOnce(any(ids), guest, any(variants), 1, UUID.randomUUID()));
        database.sql()
                .sql("update cart.cart set watched_until = now() + interval '1 hour'")
                .update();
        measure("put, every cart watched", () -> carts.put(any(ids), guest, any(variants), 1 + random(9)));
        measure("view", () -> carts.view(any(ids), guest));
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    private static UUID any(List<UUID> of) {
        return of.get(random(of.size()));
    }

    private static void measure(String what, Runnable call) {
        run(call, WARM_UP);
        Duration cpu = cpu();
        long[] nanos = run(call, MEASURED);
        cpu = cpu().minus(cpu);
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-26s %,7d/s  p50 %.1f ms  p99 %.1f ms  %.0f µs of CPU each%n",
                what,
                nanos.length / MEASURED.toSeconds(),
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                cpu.toNanos() / 1e3 / nanos.length);
    }

    /** Used by this process and the database together. */
    private static Duration cpu() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static long[] run(Runnable call, Duration time) {
        ConcurrentLinkedQueue<long[]> all = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + time.toNanos();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> {
                    long[] mine = new long[200_000];
                    int count = 0;
                    for (long now = System.nanoTime(); now < end && count < mine.length; ) {
                        call.run();
                        long done = System.nanoTime();
                        mine[count++] = done - now;
                        now = done;
                    }
                    all.add(Arrays.copyOf(mine, count));
                });
            }
        }
        return all.stream().flatMapToLong(Arrays::stream).toArray();
    }
}
