package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.secrets.Tokens;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
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
 * <p>Windows go by the database's clock. One that ends later than one that begins now was begun before that clock was put back; it is
 * begun again, so that nobody is locked out until the clock is where it was, unless it differs by less than five minutes.
 */
public final class Budgets {
    private static final String TAKE = """
            insert into identity.budget as b (key, used, until)
            select k.key, 1, statement_timestamp() + make_interval(secs => k.seconds)
              from unnest(?::bytea[], ?::double precision[]) as k (key, seconds) order by k.key
            on conflict (key) do update
               set used = case when b.until <= statement_timestamp() or b.until > excluded.until + interval '5 minutes'
                               then 1 else b.used + 1 end,
                   until = case when b.until <= statement_timestamp() or b.until > excluded.until + interval '5 minutes'
                                then excluded.until else b.until end
            returning key, used, (extract(epoch from until - statement_timestamp()) * 1000)::bigint""";

    /**
     * Something that may be tried so often.
     *
     * @param name what it is, and whose; only its hash is stored
     */
    public record Budget(String name, int limit, Duration window) {}

    private final Database database;

    public Budgets(Database database) {
        this.database = database;
    }

    /** Counts one attempt against all of these; gives how long to wait, zero if all had room for it. */
    public Duration take(List<Budget> budgets) {
        Map<ByteBuffer, Budget> byKey = new HashMap<>();
        budgets.forEach(budget -> byKey.put(ByteBuffer.wrap(Tokens.hash(budget.name())), budget));
        List<ByteBuffer> keys = new ArrayList<>(byKey.keySet());
        keys.sort(Comparator.comparing(ByteBuffer::array, Arrays::compareUnsigned));
        Object[] seconds = keys.stream()
                .map(key -> SqlTime.seconds(
                        byKey.getOrDefault(key, budgets.getFirst()).window()))
                .toArray();
        return database.connection(connection -> {
            Duration wait = Duration.ZERO;
            try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "bytea", keys.stream().map(ByteBuffer::array).toArray(byte[][]::new)));
                statement.setArray(2, connection.createArrayOf("float8", seconds));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        Budget budget = byKey.get(ByteBuffer.wrap(rows.getBytes(1)));
                        Duration left = Duration.ofMillis(rows.getLong(3));
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
                .sql("delete from identity.budget where until < statement_timestamp()")
                .update();
    }
}
