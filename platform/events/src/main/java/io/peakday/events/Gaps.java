package io.peakday.events;

import io.peakday.engines.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that Kafka has lost events, by comparing it with what PostgreSQL noted when they were acknowledged. The offsets
 * that consumers committed cannot show it, because they are lost with the broker.
 *
 * <p>If a topic has another id than noted, it was made again and everything in it is gone; if a partition ends before where it
 * had come to, its last records are. Either way the kept events are asked for again, in the transaction that notes the new
 * state, so that this happens once however many nodes look at the same time; the relays put them back
 * ({@link OutboxRows#refill}), and the inbox drops those that had been handled.
 *
 * <p>A relay looks here before it sends the first event of a topic, and again after any trouble; so after a loss the old
 * events are sent before any new one.
 */
final class Gaps {
    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);

    private final Database database;
    private final Topics topics;
    private final EventMetrics metrics;

    Gaps(Database database, Topics topics, EventMetrics metrics) {
        this.database = database;
        this.topics = topics;
        this.metrics = metrics;
    }

    /** What was noted of a partition. */
    private record Noted(int partition, UUID topicId, long next) {}

    /** Looks at these topics. Returns whether one has lost events. */
    boolean check(Collection<String> names) throws InterruptedException {
        if (names.isEmpty()) {
            return false;
        }
        // Read first: the broker's ends only grow, so that what was noted before is never beyond them by chance.
        Map<String, List<Noted>> noted = new java.util.HashMap<>();
        names.forEach(name -> noted.put(name, noted(name, false)));
        Map<String, Topics.State> states = topics.state(names);
        boolean lost = false;
        for (String name : names) {
            Topics.State state = java.util.Objects.requireNonNull(states.get(name));
            if (differs(java.util.Objects.requireNonNull(noted.get(name)), state)) {
                lost |= database.transact(() -> repair(name, state));
            }
        }
        return lost;
    }

    /** The topics of which something is noted. */
    List<String> known() {
        String prefix = topics.named("");
        return database.sql()
                .sql("select distinct topic from events.topic_end where starts_with(topic, :prefix) order by topic")
                .param("prefix", prefix)
                .query((rows, index) -> rows.getString(1).substring(prefix.length()))
                .list();
    }

    private boolean repair(String name, Topics.State state) {
        List<Noted> noted = noted(name, true);
        if (!differs(noted, state)) {
            return false; // another node was first
        }
        List<UUID> gone = noted.stream()
                .map(Noted::topicId)
                .filter(id -> !id.equals(state.id()))
                .distinct()
                .toList();
        for (UUID id : gone) {
            LOG.error("Kafka's topic {} is not the one it was: its events are replayed from the database", name);
            Replays.ask(database, name, null, new Replays.Place(id, null, null), "the topic was made again");
        }
        List<Noted> kept = new ArrayList<>(noted);
        kept.removeIf(one -> gone.contains(one.topicId()));
        for (Noted one : kept) {
            long end = state.ends().getOrDefault(one.partition(), 0L);
            if (end < one.next()) {
                LOG.error(
                        "Kafka has lost the events {} to {} of {}/{}: they are replayed from the database",
                        end,
                        one.next() - 1,
                        name,
                        one.partition());
                Replays.ask(
                        database,
                        name,
                        null,
                        new Replays.Place(state.id(), one.partition(), end),
                        "the partition ended before where it had come to");
            }
        }
        for (Noted one : noted) {
            database.sql()
                    .sql("""
                            update events.topic_end set topic_id = :id, next_record = :next, recorded_at = now()
                            where topic = :topic and partition = :partition""")
                    .param("id", state.id())
                    .param("next", state.ends().getOrDefault(one.partition(), 0L))
                    .param("topic", topics.named(name))
                    .param("partition", one.partition())
                    .update();
        }
        metrics.gap();
        return true;
    }

    private static boolean differs(List<Noted> noted, Topics.State state) {
        return noted.stream()
                .anyMatch(one -> !one.topicId().equals(state.id())
                        || state.ends().getOrDefault(one.partition(), 0L) < one.next());
    }

    private List<Noted> noted(String name, boolean locked) {
        return database.sql()
                .sql("select partition, topic_id, next_record from events.topic_end where topic = :topic"
                        + " order by partition" + (locked ? " for update" : ""))
                .param("topic", topics.named(name))
                .query((rows, index) -> new Noted(rows.getInt(1), rows.getObject(2, UUID.class), rows.getLong(3)))
                .list();
    }
}
