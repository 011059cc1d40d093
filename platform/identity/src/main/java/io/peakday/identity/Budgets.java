package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.secrets.Tokens;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counted attempts within fixed windows, shared by all nodes. Taking is one statement that counts and answers at once, so
 * that a thousand attempts at the same moment cannot all pass the same check.
 *
 * <p>A window that ends later than one that begins now was begun before the clock was put back. It is begun again, so that nobody is
 * locked out until the clock is where it was; but not for the five minutes by which the clocks of two nodes may differ.
 */
public final class Budgets {
    private static final String TAKE = """
            insert into identity.budget as b (key, used, until)
            select k.key, 1, k.until from unnest(?::bytea[], ?::timestamptz[]) as k (key, until) order by k.key
            on conflict (key) do update
               set used = case when b.until <= ? or b.until > excluded.until + interval '5 minutes' then 1 else b.used + 1 end,
                   until = case when b.until <= ? or b.until > excluded.until + interval '5 minutes' then excluded.until
                                else b.until end
            returning key, used, until""";

    /**
     * Something that may be tried so often.
     *
     * @param name what it is, and whose; only its hash is stored
     */
    public record Budget(String name, int limit, Duration window) {}

    private final Database database;
    private final InstantSource clock;

    public Budgets(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Counts one attempt against all of these; gives how long to wait, zero if all had room for it. */
    public Duration take(List<Budget> budgets) {
        Instant now = clock.instant();
        Map<ByteBuffer, Budget> byKey = new HashMap<>();
        budgets.forEach(budget -> byKey.put(ByteBuffer.wrap(Tokens.hash(budget.name())), budget));
        List<ByteBuffer> keys = new ArrayList<>(byKey.keySet());
        keys.sort(Comparator.comparing(ByteBuffer::array, Arrays::compareUnsigned));
        Object[] until = keys.stream()
                .map(key -> SqlTime.of(
                        now.plus(byKey.getOrDefault(key, budgets.getFirst()).window())))
                .toArray();
        return database.connection(connection -> {
            Duration wait = Duration.ZERO;
            try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "bytea", keys.stream().map(ByteBuffer::array).toArray(byte[][]::new)));
                statement.setArray(2, connection.createArrayOf("timestamptz", until));
                statement.setObject(3, SqlTime.of(now));
                statement.setObject(4, SqlTime.of(now));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        Budget budget = byKey.get(ByteBuffer.wrap(rows.getBytes(1)));
                        Duration left = Duration.between(now, SqlTime.instant(rows, 3));
                        if (budget != null && rows.getInt(2) > budget.limit() && left.compareTo(wait) > 0) {
                            wait = left;
                        }
                    }
                }
            }
            return wait;
        });
    }

    /** Takes one attempt back: it succeeded. */
    public void release(List<Budget> budgets) {
        for (Budget budget : budgets) {
            database.sql()
                    .sql("update identity.budget set used = used - 1 where key = ? and used > 0")
                    .param(Tokens.hash(budget.name()))
                    .update();
        }
    }

    /** Forgets windows that have ended. */
    public void prune() {
        database.sql()
                .sql("delete from identity.budget where until < ?")
                .param(SqlTime.of(clock.instant()))
                .update();
    }
}
