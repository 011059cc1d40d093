package io.peakday.search.suggest;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Learns what is searched for. Counts in memory and adds to the table now and then; only queries that found something,
 * that several searches agreed on, and that hold nothing that looks like a person's data are ever shown.
 */
public final class PopularQueries {
    private static final int MAX_LENGTH = 60;
    /** Different queries counted between two flushes; more are left uncounted. */
    private static final int MAX_WAITING = 10_000;
    /** Rows that are kept. */
    private static final int MAX_KEPT = 20_000;

    private static final int MIN_SEARCHES = 3;
    private static final Duration FORGET_AFTER = Duration.ofDays(120);
    /** Long runs of digits may be telephone, card or order numbers. */
    private static final Pattern PERSONAL = Pattern.compile("\\d{7,}|@");

    private final Database database;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Count> waiting = new ConcurrentHashMap<>();

    public PopularQueries(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param results how many products it found */
    record Count(long searches, long results) {}

    public record Popular(String query, long searches) {}

    /** One search for its first page. */
    public void searched(String query, long results) {
        if (results <= 0
                || query.length() < 2
                || query.length() > MAX_LENGTH
                || PERSONAL.matcher(query).find()) {
            return;
        }
        if (waiting.size() < MAX_WAITING || waiting.containsKey(query)) {
            waiting.merge(query, new Count(1, results), (a, b) -> new Count(a.searches + 1, results));
        }
    }

    /** Adds what was counted since the last time. */
    public void flush() {
        Map<String, Count> counted = new TreeMap<>();
        for (String query : waiting.keySet()) {
            Count count = waiting.remove(query);
            if (count != null) {
                counted.put(query, count);
            }
        }
        if (counted.isEmpty()) {
            return;
        }
        try {
            database.run(() -> write(counted));
        } catch (RuntimeException e) {
            counted.forEach((query, count) ->
                    waiting.merge(query, count, (a, b) -> new Count(a.searches + b.searches, b.results)));
            throw e;
        }
    }

    private void write(Map<String, Count> counted) {
        Instant now = clock.instant();
        database.connection(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into search.popular_query as p (query, searches, results, last_at) values (?, ?, ?, ?)
                    on conflict (query) do update set searches = p.searches + excluded.searches,
                        results = excluded.results, last_at = excluded.last_at""")) {
                for (Map.Entry<String, Count> entry : counted.entrySet()) {
                    insert.setString(1, entry.getKey());
                    insert.setLong(2, entry.getValue().searches);
                    insert.setLong(3, entry.getValue().results);
                    insert.setObject(4, SqlTime.of(now));
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    /** Forgets what nobody asks any more and what is beyond the bound. */
    public void prune() {
        database.sql()
                .sql("""
                        delete from search.popular_query where last_at < ?
                            or query in (select query from search.popular_query
                                order by searches desc, query offset ?)""")
                .param(SqlTime.of(clock.instant().minus(FORGET_AFTER)))
                .param(MAX_KEPT)
                .update();
    }

    /** The most asked for. */
    public List<Popular> top(int limit) {
        return database.sql()
                .sql("""
                        select query, searches from search.popular_query where searches >= ?
                        order by searches desc, query limit ?""")
                .param(MIN_SEARCHES)
                .param(limit)
                .query((row, n) -> new Popular(row.getString(1), row.getLong(2)))
                .list();
    }

    Map<String, Count> waiting() {
        return new HashMap<>(waiting);
    }
}
