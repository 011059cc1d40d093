package io.peakday.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.OwnerDatabase;
import io.peakday.engines.PeriodicTask;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs relays and subscriptions on this node. */
public final class EventRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventRuntime.class);
    /** Often, because a machine that slept for longer than days are made ahead can neither move nor handle an event until then. */
    private static final Duration DAYS_EVERY = Duration.ofSeconds(30);

    private static final Duration COMPARE_EVERY = Duration.ofMinutes(1);
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final Topics topics;
    private final Relay relay;
    private final List<NodeConsumer> consumers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Backlog backlog;
    private final Unread unread;
    private final Gaps gaps;
    private final @Nullable Days days;
    private final Replays replays;
    private boolean started;
    private boolean closed;

    /**
     * Relays and subscriptions of a node.
     *
     * @param owner makes the days to come and drops the old ones
     * @throws IllegalArgumentException if two subscriptions bear the same name
     */
    public EventRuntime(
            Outbox outbox,
            OwnerDatabase owner,
            KafkaBootstrap kafka,
            List<Subscription> subscriptions,
            MeterRegistry meters) {
        this(outbox, owner, kafka, subscriptions, meters, RelayLane.Faults.NONE, DurableConsumer.Faults.NONE);
    }

    /** The same beside a node: which days there are is that one's business. */
    public EventRuntime(Outbox outbox, KafkaBootstrap kafka, List<Subscription> subscriptions, MeterRegistry meters) {
        this(outbox, null, kafka, subscriptions, meters, RelayLane.Faults.NONE, DurableConsumer.Faults.NONE);
    }

    EventRuntime(
            Outbox outbox,
            @Nullable OwnerDatabase owner,
            KafkaBootstrap kafka,
            List<Subscription> subscriptions,
            MeterRegistry meters,
            RelayLane.Faults relayFaults,
            DurableConsumer.Faults consumerFaults) {
        this.outbox = outbox;
        this.topics = new Topics(kafka, outbox.settings());
        EventMetrics metrics = new EventMetrics(meters, outbox.clock());
        this.backlog = new Backlog(outbox.database(), outbox.clock());
        this.unread = new Unread(outbox.database(), outbox.settings().topicPrefix(), System::nanoTime);
        this.relay = new Relay(outbox, topics, metrics, relayFaults);
        this.gaps = new Gaps(outbox.database(), topics, metrics);
        this.days = owner == null ? null : new Days(owner.database(), outbox.settings());
        this.replays = new Replays(outbox.database(), outbox.clock(), outbox.settings());
        Set<String> names = new HashSet<>();
        for (Subscription one : subscriptions) {
            if (!names.add(one.name())) {
                throw new IllegalArgumentException("two subscriptions are called " + one.name());
            }
            if (one.isBroadcast()) {
                BroadcastConsumer consumer = new BroadcastConsumer(one, outbox, kafka, topics, metrics);
                unread.follow(one.name(), one.topics(), consumer::spots);
                consumers.add(consumer);
            } else if (outbox.settings().consumers().enabled()) {
                Handling handling = new Handling(one, outbox, metrics);
                unread.follow(one.name(), one.topics());
                consumers.add(new DurableConsumer(one, outbox, kafka, topics, handling, consumerFaults));
            }
        }
        backlog.register(metrics);
        consumers.forEach(one -> metrics.gauge(
                "peakday.events.consumer.lag",
                Tags.of("consumer", one.name()),
                () -> Math.max(one.lag(), unread.of(one.name()).events())));
    }

    /**
     * Starts; returns at once. Engines that do not answer yet are waited for in the background.
     *
     * @throws Failure if this node's keys are not those that sign the store's events
     */
    public synchronized void start() {
        if (started) {
            throw new IllegalStateException("already started");
        }
        signOn();
        started = true;
        keepDays();
        relay.start();
        for (NodeConsumer one : consumers) {
            threads.add(Thread.ofVirtual().name("events-" + one.name()).start(one));
        }
    }

    /** With a database that does not answer yet, this is done by the first append. */
    private void signOn() {
        try {
            outbox.signing().confirm();
            outbox.cutOver().begin();
        } catch (Failure e) {
            if (e.fault() != Fault.UNAVAILABLE) {
                throw e;
            }
            LOG.warn("The keys that sign events could not be compared with the store's yet: {}", e.detail());
        } catch (RuntimeException e) {
            LOG.warn("The keys that sign events could not be compared with the store's yet: {}", e.toString());
        }
    }

    /** Before the first event is moved or handled, as far as the database answers; the periodic task does it again. */
    private void keepDays() {
        if (days == null) {
            return;
        }
        try {
            days.keep();
        } catch (RuntimeException e) {
            LOG.warn("The days of the inbox and of what was sent could not be made yet: {}", e.toString());
        }
    }

    /** Waits until every subscription has its place. Returns whether it has come to that in time. */
    public boolean awaitReady(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (NodeConsumer one : consumers) {
                if (!one.ready().await(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * The positions just after the latest events of the topics: taken before a snapshot is read, they are where to follow
     * on from it.
     *
     * @throws Failure {@code events.unavailable} if Kafka does not answer
     */
    public Positions latest(Collection<String> topicNames) {
        return topics.latest(topicNames);
    }

    /** How each subscription of this node does; durable ones only where this node takes part in them. */
    public List<SubscriptionStatus> subscriptions() {
        return consumers.stream()
                .map(NodeConsumer::status)
                .map(unread::complete)
                .toList();
    }

    /** What does not get on, in sentences; null when all does. */
    public @Nullable String trouble() {
        return EventsTrouble.of(subscriptions(), backlog.oldest(), backlog.refused());
    }

    /** Kept events that were asked for again and are not back in the outbox yet, by shard. */
    public long pendingReplays() {
        return replays.pending();
    }

    /**
     * The upkeep every node runs: making and dropping days, forgetting old dead letters, comparing Kafka with what was sent to
     * it, and measuring the backlog.
     */
    public List<PeriodicTask> upkeep() {
        Inbox inbox = new Inbox(outbox.database());
        Duration retention = outbox.settings().consumers().inboxRetention();
        return List.of(
                new PeriodicTask("events.days", DAYS_EVERY, () -> {
                    if (days != null) {
                        days.keep();
                    }
                    inbox.prune(outbox.clock().instant().minus(retention));
                }),
                new PeriodicTask("events.compare", COMPARE_EVERY, this::compare),
                new PeriodicTask("events.measure-backlog", MEASURE_EVERY, () -> {
                    backlog.measure();
                    unread.measure();
                }));
    }

    /**
     * Looks whether Kafka has lost events; if so, the relays send the kept ones again. Takes up new keys, and ends the time in which unsigned events are
     * accepted, when it is over.
     */
    void compare() {
        try {
            outbox.signing().reload();
            List<String> known = gaps.known();
            gaps.check(known);
            outbox.cutOver().closeIfDue(topics, known);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops: consumers finish the batch at hand, relays the rows at hand. */
    @Override
    public synchronized void close() {
        if (!started || closed) {
            return;
        }
        closed = true;
        consumers.forEach(NodeConsumer::stop);
        Threads.join(threads);
        relay.close();
    }
}
