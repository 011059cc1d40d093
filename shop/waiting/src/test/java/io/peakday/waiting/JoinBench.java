package io.peakday.waiting;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import io.peakday.engines.Migrator;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Joins of one room by 256 customers at once on a durable PostgreSQL in a new folder under the one given (else the temporary
 * one); then what a room of a million costs: reading the draw, and standings from memory.
 */
public final class JoinBench {
    private static final int CUSTOMERS = 256;
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final int MANY = 1_000_000;

    private JoinBench() {}

    public static void main(String[] arguments) throws Exception {
        Path root = arguments.length > 0 ? Path.of(arguments[0]) : Path.of(System.getProperty("java.io.tmpdir"));
        Path folder = Files.createTempDirectory(root, "peakday-bench-");
        PostgresServer server =
                new PostgresServer(PostgresOptions.durable(folder, PostgresOptions.userCache(), 100, "256MB"));
        server.start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url("postgres"));
        config.setUsername(server.user());
        config.setPassword(server.superuserPassword());
        config.setMaximumPoolSize(16);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Migrator.migrate(pool, List.of(Stage.SCHEMAS));
            joins(new Stage(new Database(pool)));
            million(new Stage(new Database(pool)));
        } finally {
            server.stop();
        }
    }

    private static void joins(Stage stage) throws Exception {
        for (boolean early : new boolean[] {false, true}) {
            UUID room = early ? stage.planned(1_000, 1_000) : stage.open(1_000, 1_000);
            Consumer<UUID> join = customer -> stage.join(room, customer);
            run(join);
            run(join);
            measure(early ? "joins before the opening" : "joins after the opening", run(join));
        }
        System.out.printf(Locale.ROOT, "    %.0f joins a transaction%n", stage.rooms.joinsPerTransaction());
        UUID room = stage.open(1_000, 1_000);
        UUID same = stage.joined(room);
        Consumer<UUID> again = customer -> stage.join(room, same);
        run(again);
        measure("joining again", run(again));
    }

    private static void million(Stage stage) throws Exception {
        UUID room = stage.planned(1_000, 1_000);
        Lots lots = stage.rooms.line(room).row().lots();
        UUID[] customers = new UUID[MANY];
        long before = System.nanoTime();
        stage.database.connection(tx -> {
            try (var insert = tx.prepareStatement("insert into waiting.place (room_id, customer_id, lot, joined_at) "
                    + "select ?, u, l, now() from unnest(?::uuid[], ?::bigint[]) as n (u, l)")) {
                for (int from = 0; from < MANY; from += 10_000) {
                    Long[] drawn = new Long[10_000];
                    for (int i = 0; i < 10_000; i++) {
                        customers[from + i] = UUID.randomUUID();
                        drawn[i] = lots.of(customers[from + i]);
                    }
                    insert.setObject(1, room);
                    insert.setArray(2, tx.createArrayOf("uuid", Arrays.copyOfRange(customers, from, from + 10_000)));
                    insert.setArray(3, tx.createArrayOf("int8", drawn));
                    insert.executeUpdate();
                }
            }
            return room;
        });
        System.out.printf(Locale.ROOT, "%,d places written in %.1f s%n", MANY, seconds(before));
        stage.database
                .sql()
                .sql("update waiting.room set early = ?, issued = ? where id = ?")
                .params(MANY, MANY, room)
                .update();
        stage.opensNow(room);
        before = System.nanoTime();
        while (stage.rooms.line(room).draw() == null) {
            stage.rooms.advance();
            Thread.onSpinWait();
        }
        System.out.printf(Locale.ROOT, "the draw of %,d read in %.2f s%n", MANY, seconds(before));
        String[] tickets = new String[10_000];
        for (int i = 0; i < tickets.length; i++) {
            tickets[i] = stage.rooms.ticket(Place.early(room, customers[i]));
        }
        for (int round = 0; round < 3; round++) {
            int n = 0;
            before = System.nanoTime();
            while (seconds(before) < 3) {
                for (int i = 0; i < tickets.length; i++, n++) {
                    if (stage.rooms.standing(room, customers[i], tickets[i]) instanceof Standing.NoPlace) {
                        throw new IllegalStateException("lost");
                    }
                }
            }
            System.out.printf(Locale.ROOT, "standings by ticket, one thread  %,.0f/s%n", n / seconds(before));
        }
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void measure(String what, long[] micros) {
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "%-32s %,9.0f/s   p50 %6.2f ms   p99 %7.2f ms%n",
                what,
                micros.length / (double) TIME.toSeconds(),
                micros[micros.length / 2] / 1e3,
                micros[(int) (micros.length * 0.99)] / 1e3);
    }

    private static long[] run(Consumer<UUID> work) throws Exception {
        ConcurrentLinkedQueue<long[]> all = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + TIME.toNanos();
        long processor = processorNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CUSTOMERS; i++) {
                threads.submit(() -> {
                    long[] mine = new long[1 << 10];
                    int n = 0;
                    while (System.nanoTime() < end) {
                        long before = System.nanoTime();
                        work.accept(UUID.randomUUID());
                        if (n == mine.length) {
                            mine = Arrays.copyOf(mine, 2 * n);
                        }
                        mine[n++] = (System.nanoTime() - before) / 1_000;
                    }
                    all.add(Arrays.copyOf(mine, n));
                });
            }
        }
        long[] micros = all.stream().flatMapToLong(LongStream::of).toArray();
        double each = (processorNanos() - processor) / 1e3 / micros.length;
        System.out.printf(Locale.ROOT, "    %.1f µs of this process's processor time each%n", each);
        return micros;
    }
}
