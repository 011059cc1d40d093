package io.peakday.events;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Until when events that nobody signed are accepted: those of the version before, which did not sign.
 *
 * <p>A fresh store accepts none. One that was upgraded accepts them for {@code peakday.events.unsigned-for} (a day), while nodes of
 * the version before may still run. Then the cut-over is <i>closed</i>, once and permanently: how far Kafka has each partition is
 * recorded, and from then on an unsigned record is accepted only where it stands before that. The record is signed itself; one
 * that was changed, or is missing, accepts nothing.
 *
 * <p>Rows of before that are still to be sent, or are sent again after a loss of Kafka, have no signature either. The relay signs
 * what waits in the outbox while the cut-over is open, and what was first sent before it was closed as long as such rows are kept.
 */
final class CutOver {
    private static final Logger LOG = LoggerFactory.getLogger(CutOver.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration BELIEVE_TOPIC = Duration.ofSeconds(10);

    private final Database database;
    private final InstantSource clock;
    private final EventKeys keys;
    private final Duration retention;
    private final Map<String, TopicId> topicIds = new HashMap<>();
    private volatile @Nullable State known;

    CutOver(Database database, InstantSource clock, EventKeys keys, EventSettings settings) {
        this.database = database;
        this.clock = clock;
        this.keys = keys;
        this.retention = settings.sent().retention().plusDays(1);
    }

    /**
     * What holds.
     *
     * @param until null in a store that never accepts any
     * @param closed null while open
     * @param ends by {@code topic/partition}, with the installation's prefix
     */
    private record State(@Nullable Instant until, @Nullable Instant closed, Map<String, End> ends, long readAt) {
        static final Instant NEVER = Instant.EPOCH;

        static State nothing() {
            return new State(null, NEVER, Map.of(), System.nanoTime());
        }

        boolean open() {
            return closed == null;
        }
    }

    private record End(UUID topicId, long next) {}

    private record TopicId(UUID id, long at) {}

    /** The first node that signs decides how long. */
    void begin() {
        database.run(() -> {
            Row row = read(true);
            if (row == null || row.signature() != null) {
                return;
            }
            Instant upgraded = row.upgraded();
            Instant until = upgraded == null
                    ? null
                    : micros(upgraded.plus(keys.settings().unsignedFor()));
            write(until, until == null ? State.NEVER : null, "");
            if (until != null) {
                LOG.warn("Events that are not signed, those of the version before, are accepted until {}", until);
            }
        });
        known = null;
    }

    /** Closes it if its time has come. */
    void closeIfDue(Topics topics, Collection<String> names) throws InterruptedException {
        State state = state();
        Instant until = state.until();
        if (!state.open() || until == null || clock.instant().isBefore(until)) {
            return;
        }
        Map<String, Topics.State> states = topics.state(names);
        StringBuilder ends = new StringBuilder();
        new TreeMap<>(states)
                .forEach((name, topic) -> new TreeMap<>(topic.ends())
                        .forEach((partition, next) -> ends.append(topics.named(name) + '/' + partition)
                                .append(' ')
                                .append(topic.id())
                                .append(' ')
                                .append(next)
                                .append('\n')));
        database.run(() -> {
            Row row = read(true);
            if (row != null && row.closed() == null) {
                write(row.until(), micros(clock.instant()), ends.toString());
                new DeadLetterRows(database).signAll(keys);
                LOG.info("From now on only signed events are accepted");
            }
        });
        known = null;
    }

    /** Whether an unsigned record at this place is one of before. */
    boolean accepts(Topics topics, String topic, int partition, long record) {
        State state = state();
        if (state.open()) {
            return true;
        }
        End end = state.ends().get(topics.named(topic) + '/' + partition);
        return end != null && record < end.next() && end.topicId().equals(topicId(topics, topic));
    }

    /** Whether unsigned events are still accepted everywhere. */
    boolean isOpen() {
        return state().open();
    }

    /**
     * Whether an unsigned row that is to be sent is one of before.
     *
     * @param sentAt when it was first sent, if it is sent again
     */
    boolean vouchesFor(@Nullable Instant sentAt) {
        State state = state();
        Instant closed = state.closed();
        return closed == null
                || (sentAt != null && sentAt.isBefore(closed) && clock.instant().isBefore(closed.plus(retention)));
    }

    private synchronized UUID topicId(Topics topics, String topic) {
        TopicId now = topicIds.get(topic);
        if (now == null || System.nanoTime() - now.at() > BELIEVE_TOPIC.toNanos()) {
            try {
                UUID id = java.util.Objects.requireNonNull(
                                topics.state(java.util.List.of(topic)).get(topic))
                        .id();
                now = new TopicId(id, System.nanoTime());
                topicIds.put(topic, now);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while asking Kafka", e);
            }
        }
        return now.id();
    }

    private State state() {
        State now = known;
        boolean settled = now != null && !now.open();
        if (now == null || (!settled && System.nanoTime() - now.readAt() > LOOK_AGAIN.toNanos())) {
            now = of(read(false));
            known = now;
        }
        return now;
    }

    private State of(@Nullable Row row) {
        if (row == null || row.signature() == null) {
            return State.nothing();
        }
        if (!keys.check().isSigned(row.signature(), "cut-over", parts(row.until(), row.closed(), row.ends()))) {
            LOG.error(
                    "The record of the cut-over to signed events was changed, or its key is lost: no unsigned event is accepted");
            return State.nothing();
        }
        Map<String, End> ends = new HashMap<>();
        row.ends().lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            ends.put(words[0], new End(UUID.fromString(words[1]), Long.parseLong(words[2])));
        });
        return new State(row.until(), row.closed(), Map.copyOf(ends), System.nanoTime());
    }

    /** The row as it is in the table. */
    private record Row(
            @Nullable Instant upgraded,
            @Nullable Instant until,
            @Nullable Instant closed,
            String ends,
            @Nullable String signature) {}

    private @Nullable Row read(boolean locked) {
        return database.sql()
                .sql("select upgraded_at, unsigned_until, closed_at, ends, signature from events.cut_over"
                        + (locked ? " for update" : ""))
                .query((row, n) -> new Row(
                        SqlTime.instantOrNull(row, 1),
                        SqlTime.instantOrNull(row, 2),
                        SqlTime.instantOrNull(row, 3),
                        row.getString(4),
                        row.getString(5)))
                .optional()
                .orElse(null);
    }

    private void write(@Nullable Instant until, @Nullable Instant closed, String ends) {
        database.sql()
                .sql("update events.cut_over set unsigned_until = :until, closed_at = :closed, ends = :ends,"
                        + " signature = :signature")
                .param("until", SqlTime.ofNullable(until))
                .param("closed", SqlTime.ofNullable(closed))
                .param("ends", ends)
                .param("signature", keys.sign("cut-over", parts(until, closed, ends)))
                .update();
    }

    private static byte[][] parts(@Nullable Instant until, @Nullable Instant closed, String ends) {
        return new byte[][] {bytes(String.valueOf(until)), bytes(String.valueOf(closed)), bytes(ends)};
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
