package io.peakday.events;

import io.peakday.engines.Database;
import io.peakday.events.SubscriptionStatus.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What each subscription has not read, by what the database knows: where the partitions had come to when Kafka acknowledged their
 * events, against where the subscription has come to. What a consumer knows itself says nothing when it has lost its broker
 * or its partitions.
 *
 * <p>Positions are kept every ten seconds, so they are compared with the ends of two measurements ago: what is counted has been
 * waiting for a while.
 */
final class Unread {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MEASUREMENTS_AGO = 2;

    private final Database database;
    private final String prefix;
    private final LongSupplier nanos;
    private final Map<String, Followed> followed = new TreeMap<>();
    private final ArrayDeque<Map<TopicPartition, Spot>> ends = new ArrayDeque<>();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** @param nanos as {@link System#nanoTime} */
    Unread(Database database, String prefix, LongSupplier nanos) {
        this.database = database;
        this.prefix = prefix;
        this.nanos = nanos;
    }

    /**
     * A place in a partition.
     *
     * @param next the offset that is read or written next
     */
    record Spot(UUID topic, long next) {
        /** Events up to here that were not read there, in another topic of this name if it was made again. */
        long after(Spot reached) {
            return Math.max(0, topic.equals(reached.topic) ? next - reached.next : next);
        }
    }

    /**
     * What a subscription has not read.
     *
     * @param standing how long a partition has stood still that has events to be read
     */
    record Waiting(long events, Duration standing) {
        static final Waiting NOTHING = new Waiting(0, Duration.ZERO);
    }

    /** Counts for a subscription whose positions are kept in the database. */
    synchronized void follow(String subscription, Collection<String> topics) {
        followed.put(
                subscription, new Followed(topics.stream().map(prefix::concat).toList(), null));
    }

    /** Counts for one that keeps its positions itself. */
    synchronized void follow(
            String subscription, Collection<String> topics, Supplier<Map<TopicPartition, Spot>> reached) {
        followed.put(
                subscription, new Followed(topics.stream().map(prefix::concat).toList(), reached));
    }

    synchronized void measure() {
        Map<TopicPartition, Spot> now = ends();
        ends.addLast(now);
        if (ends.size() <= MEASUREMENTS_AGO) {
            return;
        }
        Map<TopicPartition, Spot> before = new HashMap<>(ends.removeFirst());
        before.entrySet()
                .removeIf(one -> !one.getValue()
                        .topic()
                        .equals(now.getOrDefault(one.getKey(), one.getValue()).topic()));
        Map<String, Map<TopicPartition, Spot>> kept = kept();
        long at = nanos.getAsLong();
        followed.forEach((name, one) -> waiting.put(name, one.compare(before, kept.getOrDefault(name, Map.of()), at)));
    }

    Waiting of(String subscription) {
        return waiting.getOrDefault(subscription, Waiting.NOTHING);
    }

    /** What a consumer says of itself, and what it cannot know. */
    SubscriptionStatus complete(SubscriptionStatus own) {
        Waiting known = of(own.name());
        long lag = Math.max(own.lag(), known.events());
        if (known.standing().compareTo(TIMEOUT) <= 0) {
            return new SubscriptionStatus(own.name(), own.state(), own.problem(), lag, own.idle());
        }
        String says = known.events() + " events wait, and it has not come further for "
                + known.standing().toSeconds() + " seconds.";
        return new SubscriptionStatus(
                own.name(), State.STALLED, Objects.requireNonNullElse(own.problem(), says), lag, known.standing());
    }

    private Map<TopicPartition, Spot> ends() {
        Map<TopicPartition, Spot> found = new HashMap<>();
        database.sql()
                .sql("select topic, partition, topic_id, next_record from events.topic_end"
                        + " where starts_with(topic, :prefix)")
                .param("prefix", prefix)
                .query(rows -> {
                    found.put(
                            new TopicPartition(rows.getString(1), rows.getInt(2)),
                            new Spot(rows.getObject(3, UUID.class), rows.getLong(4)));
                });
        return found;
    }

    private Map<String, Map<TopicPartition, Spot>> kept() {
        Map<String, Map<TopicPartition, Spot>> found = new HashMap<>();
        database.sql()
                .sql("select consumer, topic, partition, topic_id, next_record from events.consumer_position"
                        + " where starts_with(consumer, :prefix)")
                .param("prefix", prefix)
                .query(rows -> {
                    found.computeIfAbsent(rows.getString(1).substring(prefix.length()), name -> new HashMap<>())
                            .put(
                                    new TopicPartition(rows.getString(2), rows.getInt(3)),
                                    new Spot(rows.getObject(4, UUID.class), rows.getLong(5)));
                });
        return found;
    }

    /** A subscription, and the partitions where it is behind. */
    private static final class Followed {
        private static final Spot NOWHERE = new Spot(new UUID(0, 0), 0);

        private final List<String> topics;
        private final @Nullable Supplier<Map<TopicPartition, Spot>> own;
        private final Map<TopicPartition, Standing> behind = new HashMap<>();

        Followed(List<String> topics, @Nullable Supplier<Map<TopicPartition, Spot>> own) {
            this.topics = topics;
            this.own = own;
        }

        Waiting compare(Map<TopicPartition, Spot> ends, Map<TopicPartition, Spot> kept, long at) {
            Map<TopicPartition, Spot> reached = own == null ? kept : own.get();
            behind.keySet().retainAll(ends.keySet());
            long events = 0;
            long longest = 0;
            for (Map.Entry<TopicPartition, Spot> end : ends.entrySet()) {
                TopicPartition partition = end.getKey();
                if (!topics.contains(partition.topic())) {
                    continue;
                }
                Spot spot = reached.getOrDefault(partition, NOWHERE);
                long missing = end.getValue().after(spot);
                if (missing == 0) {
                    behind.remove(partition);
                    continue;
                }
                events += missing;
                Standing standing = behind.merge(
                        partition,
                        new Standing(spot, at),
                        (was, is) -> was.spot().equals(is.spot()) ? was : is);
                longest = Math.max(longest, at - standing.since());
            }
            return new Waiting(events, Duration.ofNanos(longest));
        }

        private record Standing(Spot spot, long since) {}
    }
}
