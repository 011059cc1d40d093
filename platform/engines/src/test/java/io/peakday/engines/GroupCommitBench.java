package io.peakday.engines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures small durable writes with and without group commit, on a durable PostgreSQL in the folder given (a new
 * temporary one without): 256 callers, each adding to a random one of 10,000 rows, again and again.
 */
public final class GroupCommitBench {
    private static final int CALLERS = 256;
    private static final int ROWS = 10_000;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(5);

    private GroupCommitBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("peakday-bench-");
        System.out.println("disk: " + DiskProbe.measure(Files.createDirectories(folder), Duration.ofSeconds(1)));
        EngineSettings settings = EngineSettings.embedded(folder);
        try (Engines engines = Engines.start(settings, new FolderModes(Set.of()), StartListener.silent())) {
            Database database = engines.database();
            engines.kafkaBootstrap().servers();
            engines.kafka().stop();
            database.sql()
                    .sql("create table if not exists bench (id int primary key, amount bigint)")
                    .update();
            database.sql()
                    .sql("insert into bench select n, 0 from generate_series(0, ?) n on conflict do nothing")
                    .param(ROWS)
                    .update();
            measure(
                    "one transaction each",
                    null,
                    row -> database.sql()
                            .sql("update bench set amount = amount + 1 where id = ?")
                            .param(row)
                            .update());
            for (int lanes : new int[] {1, 2, 4}) {
                for (int most : new int[] {32, 128}) {
                    try (var group = new GroupCommit<Integer, Integer>(
                            "bench", database.dataSource(), most, 10_000, lanes, row -> row, GroupCommitBench::add)) {
                        measure(lanes + " lanes of at most " + most, group, group::submit);
                    }
                }
            }
        }
    }

    private static void measure(String what, @Nullable GroupCommit<?, ?> group, IntConsumer call) throws Exception {
        run(call, WARM_UP);
        long commits = group != null ? group.commits() : 0;
        long[] nanos = run(call, MEASURED);
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-28s %,7d writes/s  p50 %.1f ms  p99 %.1f ms%s%n",
                what,
                nanos.length / MEASURED.toSeconds(),
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                group == null ? "" : "  %.1f a commit".formatted(nanos.length / (double) (group.commits() - commits)));
    }

    private static long[] run(IntConsumer call, Duration time) {
        ConcurrentLinkedQueue<long[]> all = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + time.toNanos();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> {
                    long[] mine = new long[100_000];
                    int count = 0;
                    for (long now = System.nanoTime(); now < end && count < mine.length; ) {
                        call.accept(ThreadLocalRandom.current().nextInt(ROWS));
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

    private static List<Integer> add(Connection tx, List<Integer> rows) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("update bench set amount = amount + 1 where id = ?")) {
            for (int row : rows.stream().sorted(Comparator.naturalOrder()).toList()) {
                update.setInt(1, row);
                update.addBatch();
            }
            update.executeBatch();
        }
        return rows;
    }
}
