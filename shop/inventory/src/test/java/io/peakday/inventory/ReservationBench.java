package io.peakday.inventory;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import io.peakday.engines.Migrator;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.kernel.Ids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures reservations on a durable PostgreSQL in a new folder under the one given (else the temporary one), with 256
 * callers: over many variants, all for one variant, sold out, and the bulk count that fills the store.
 */
public final class ReservationBench {
    private static final int CALLERS = 256;
    private static final int VARIANTS = 20_000;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(6);

    private ReservationBench() {}

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
            Migrator.migrate(pool, List.of(EventsModule.SCHEMA, InventoryModule.SCHEMA));
            Database database = new Database(pool);
            Inventory inventory = new Inventory(
                    database,
                    new Outbox(database, InstantSource.system(), EventSettings.withPrefix("bench.")),
                    InstantSource.system(),
                    InventorySettings.defaults());
            run(database, inventory);
        } finally {
            server.stop();
        }
    }

    private static void run(Database database, Inventory inventory) throws Exception {
        UUID main = inventory.locations().primaryId();
        List<UUID> variants =
                IntStream.range(0, VARIANTS).mapToObj(i -> Ids.next()).toList();
        UUID soldOut = Ids.next();
        long start = System.nanoTime();
        inventory.setLevels(
                variants.stream()
                        .map(variant -> new LevelSetting(variant, main, 1_000_000))
                        .toList(),
                "bench");
        System.out.printf(Locale.ROOT, "count of %,d variants: %.2f s%n", VARIANTS, (System.nanoTime() - start) / 1e9);
        inventory.setLevels(List.of(new LevelSetting(soldOut, main, 0)), "bench");
        measure("one line, 20,000 variants", () -> one(inventory, variants.get(random())));
        measure("three lines, 20,000 variants", () -> three(inventory, variants));
        measure("one line, one hot variant", () -> one(inventory, variants.getFirst()));
        measure("one line, sold out", () -> one(inventory, soldOut));
        measure("reserve and confirm", () -> {
            UUID id = one(inventory, variants.get(random()));
            inventory.confirm(id);
        });
        start = System.nanoTime();
        VerifyReport report = inventory.verify();
        System.out.printf(
                Locale.ROOT,
                "verify: %,d entries, %,d reservations, %d differences: %.2f s%n",
                report.entries(),
                report.reservations(),
                report.differenceCount(),
                (System.nanoTime() - start) / 1e9);
        System.out.println("outbox rows: "
                + database.sql()
                        .sql("select count(*) from events.outbox")
                        .query(Long.class)
                        .single());
    }

    private static int random() {
        return ThreadLocalRandom.current().nextInt(VARIANTS);
    }

    private static UUID one(Inventory inventory, UUID variant) {
        UUID id = Ids.next();
        inventory.reserve(id, List.of(new StockLine(variant, 1)), Duration.ofMinutes(15));
        return id;
    }

    private static void three(Inventory inventory, List<UUID> variants) {
        List<StockLine> lines = ThreadLocalRandom.current()
                .ints(0, VARIANTS)
                .distinct()
                .limit(3)
                .mapToObj(i -> new StockLine(variants.get(i), 1))
                .toList();
        inventory.reserve(Ids.next(), lines, Duration.ofMinutes(15));
    }

    private static void measure(String what, Runnable call) {
        run(call, WARM_UP);
        Duration cpu = cpu();
        long[] nanos = run(call, MEASURED);
        cpu = cpu().minus(cpu);
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-30s %,7d/s  p50 %.1f ms  p99 %.1f ms  %.0f µs of CPU each%n",
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
