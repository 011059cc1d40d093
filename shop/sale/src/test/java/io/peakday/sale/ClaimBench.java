package io.peakday.sale;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import io.peakday.engines.Migrator;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Claims of one hot item by 256 buyers at once, side by side on one durable PostgreSQL in a new folder under the one given
 * (else the temporary one): the ways of the field, one request a transaction, and ours.
 */
public final class ClaimBench {
    private static final int BUYERS = 256;
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration MEASURED = Duration.ofSeconds(6);

    private ClaimBench() {}

    @FunctionalInterface
    private interface Way {
        void claim(UUID buyer) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path root = arguments.length > 0 ? Path.of(arguments[0]) : Path.of(System.getProperty("java.io.tmpdir"));
        Path folder = Files.createTempDirectory(root, "peakday-bench-");
        PostgresServer server =
                new PostgresServer(PostgresOptions.durable(folder, PostgresOptions.userCache(), 300, "256MB"));
        server.start();
        try (HikariDataSource few = pool(server, 16);
                HikariDataSource many = pool(server, BUYERS)) {
            Migrator.migrate(few, List.of(Stage.SCHEMAS));
            run(few, many);
        } finally {
            server.stop();
        }
    }

    private static HikariDataSource pool(PostgresServer server, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url("postgres"));
        config.setUsername(server.user());
        config.setPassword(server.superuserPassword());
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(60_000);
        return new HikariDataSource(config);
    }

    private static void run(HikariDataSource few, HikariDataSource many) throws Exception {
        Database database = new Database(few);
        database.sql().sql("""
                create table counter (bucket int primary key, available int not null) with (fillfactor = 10);
                create table claimed (buyer uuid primary key, at timestamptz not null default now());
                create table unit (id bigserial primary key, buyer uuid);
                create index on unit (id) where buyer is null;
                insert into counter select b, 100000000 from generate_series(1, 16) b;
                insert into unit (buyer) select null from generate_series(1, 400000);
                """).update();
        for (HikariDataSource pool : List.of(few, many)) {
            alone("(a) a guarded update and an insert", pool, (tx, buyer) -> guarded(tx, buyer, 1));
            alone("(b) select for update, then both", pool, ClaimBench::locked);
            alone("(c) a row a unit, skip locked", pool, ClaimBench::unit);
            alone("    (a) over 16 bucketed counters", pool, (tx, buyer) -> guarded(tx, buyer, bucket(buyer)));
        }
        many.close();
        Stage stage = new Stage(database);
        UUID sale = stage.open(100_000);
        // More than may be planned: what is measured is granting, not being sold out.
        database.sql()
                .sql("update sale.counter set available = 100000000 where sale_id = ?")
                .param(sale)
                .update();
        measure("(d) ours, one connection at work", BUYERS, () -> buyer -> stage.claim(sale, buyer));
        System.out.printf(Locale.ROOT, "    %.0f claims a transaction%n", stage.sales.claimsPerTransaction());
        UUID gone = stage.open(1);
        stage.claim(gone, UUID.randomUUID());
        measure("(d) ours, sold out", BUYERS, () -> buyer -> stage.claim(gone, buyer));
    }

    private static int bucket(UUID buyer) {
        return 1 + Math.floorMod(buyer.hashCode(), 16);
    }

    private static void guarded(Connection tx, UUID buyer, int bucket) throws Exception {
        try (PreparedStatement update = tx.prepareStatement(
                "update counter set available = available - 1 where bucket = ? and available > 0")) {
            update.setInt(1, bucket);
            update.executeUpdate();
        }
        insert(tx, buyer);
    }

    private static void locked(Connection tx, UUID buyer) throws Exception {
        try (PreparedStatement select =
                tx.prepareStatement("select available from counter where bucket = 1 for update")) {
            select.executeQuery();
        }
        try (PreparedStatement update =
                tx.prepareStatement("update counter set available = available - 1 where bucket = 1")) {
            update.executeUpdate();
        }
        insert(tx, buyer);
    }

    private static void unit(Connection tx, UUID buyer) throws Exception {
        try (PreparedStatement update = tx.prepareStatement("""
                update unit set buyer = ? where id = (
                    select id from unit where buyer is null order by id limit 1 for update skip locked)""")) {
            update.setObject(1, buyer);
            update.executeUpdate();
        }
    }

    private static void insert(Connection tx, UUID buyer) throws Exception {
        try (PreparedStatement insert = tx.prepareStatement("insert into claimed (buyer) values (?)")) {
            insert.setObject(1, buyer);
            insert.executeUpdate();
        }
    }

    private interface Work {
        void on(Connection tx, UUID buyer) throws Exception;
    }

    private record OnConnection(Connection tx, Work work) implements Way, AutoCloseable {
        @Override
        public void claim(UUID buyer) throws Exception {
            work.on(tx, buyer);
            tx.commit();
        }

        @Override
        public void close() throws Exception {
            tx.close();
        }
    }

    /** One request a transaction, by as many buyers as there are connections, each with its own: nobody waits for a pool. */
    private static void alone(String what, HikariDataSource pool, Work work) throws Exception {
        int connections = pool.getMaximumPoolSize();
        measure(what + ", " + connections + " connections", connections, () -> {
            Connection tx = pool.getConnection();
            tx.setAutoCommit(false);
            return new OnConnection(tx, work);
        });
    }

    private static void measure(String what, int buyers, Callable<Way> way) throws Exception {
        run(buyers, way, WARM_UP);
        long[] micros = run(buyers, way, MEASURED);
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "%-60s %,9.0f/s   p50 %6.2f ms   p99 %7.2f ms%n",
                what,
                micros.length / (double) MEASURED.toSeconds(),
                micros[micros.length / 2] / 1e3,
                micros[(int) (micros.length * 0.99)] / 1e3);
    }

    private static long[] run(int buyers, Callable<Way> ways, Duration time) throws Exception {
        ConcurrentLinkedQueue<long[]> all = new ConcurrentLinkedQueue<>();
        AtomicLong failed = new AtomicLong();
        List<Way> each = new ArrayList<>();
        for (int i = 0; i < buyers; i++) {
            each.add(ways.call());
        }
        long end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Way way : each) {
                threads.submit(() -> {
                    long[] mine = new long[1 << 10];
                    int n = 0;
                    while (System.nanoTime() < end) {
                        long before = System.nanoTime();
                        try {
                            way.claim(UUID.randomUUID());
                        } catch (Exception e) {
                            failed.incrementAndGet();
                        }
                        if (n == mine.length) {
                            mine = Arrays.copyOf(mine, 2 * n);
                        }
                        mine[n++] = (System.nanoTime() - before) / 1_000;
                    }
                    all.add(Arrays.copyOf(mine, n));
                });
            }
        }
        for (Way way : each) {
            if (way instanceof AutoCloseable open) {
                open.close();
            }
        }
        if (failed.get() > 0) {
            System.out.println(failed.get() + " failed");
        }
        return all.stream().flatMapToLong(LongStream::of).toArray();
    }
}
