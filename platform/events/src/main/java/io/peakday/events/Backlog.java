package io.peakday.events;

import io.micrometer.core.instrument.Tags;
import io.peakday.engines.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;

/** How much waits in the whole installation: in the outbox and among the dead letters. */
final class Backlog {
    /** Counting stops here: that there are more says enough. */
    private static final int COUNT_AT_MOST = 100_000;

    private final Database database;
    private final InstantSource clock;
    private volatile long outbox;
    private volatile long deadLetters;
    private volatile long refused;
    private volatile double oldestSeconds;

    Backlog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void register(EventMetrics metrics) {
        metrics.gauge("peakday.events.outbox.depth", Tags.empty(), () -> outbox);
        metrics.gauge("peakday.events.outbox.oldest.seconds", Tags.empty(), () -> oldestSeconds);
        metrics.gauge("peakday.events.dead.letters", Tags.empty(), () -> deadLetters);
    }

    void measure() {
        outbox = count("events.outbox");
        deadLetters = count("events.dead_letter");
        refused = count("events.dead_letter where claimed_id is not null");
        Optional<OffsetDateTime> oldest = database.sql()
                .sql(
                        "select min(first.occurred_at) from generate_series(0, " + (Shards.FIRST + Shards.COUNT - 1)
                                + ") as s (shard) cross join lateral (select occurred_at from events.outbox"
                                + " where shard = s.shard order by id limit 1) as first having min(first.occurred_at) is not null")
                .query(OffsetDateTime.class)
                .optional();
        // No less than nothing: the clock may have been put back since.
        oldestSeconds = oldest.map(at -> Math.max(
                        0, Duration.between(at.toInstant(), clock.instant()).toMillis() / 1_000.0))
                .orElse(0.0);
    }

    /** How many refused records are kept, when they were last counted. */
    long refused() {
        return refused;
    }

    /** How long the oldest event has been waiting to be relayed, when it was last looked at. */
    Duration oldest() {
        return Duration.ofMillis(Math.round(oldestSeconds * 1_000));
    }

    private long count(String table) {
        return database.sql()
                .sql("select count(*) from (select 1 from " + table + " limit " + COUNT_AT_MOST + ") as counted")
                .query(Long.class)
                .single();
    }
}
