package io.peakday.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a module subscribes to, and what it does then. Immutable; the {@link EventRuntime} starts it.
 *
 * <p><b>Durable</b>: all nodes share the work; each event is handled once. The handler runs in the transaction that also
 * records the event in the inbox, so whatever it writes to the database happens exactly once; what it does elsewhere
 * (another server, a file) may be repeated after a crash and must bear that. An event that keeps failing becomes a dead
 * letter. By default later events of the same key then wait parked behind it, because a handler that was written for
 * events in order is safe only in order; where every event stands alone, say {@link #unordered()} and only the failing
 * one becomes a dead letter.
 *
 * <p><b>Broadcast</b>: every node gets every event, for caches and indexes in the process. No inbox, no dead letters: the
 * handler must bear repetition, and an event that keeps failing is logged, counted and passed over.
 *
 * <pre>{@code
 * Subscription.durable("notify.order-mails")
 *         .unordered()
 *         .on(OrderEvents.PAID, received -> mails.confirm(received.payload()));
 * }</pre>
 */
public final class Subscription {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*");

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final String name;
    private final Traits traits;
    private final Map<String, Route<?>> routes;
    private final Following following;

    private Subscription(String name, Traits traits, Map<String, Route<?>> routes, Following following) {
        this.name = name;
        this.traits = traits;
        this.routes = routes;
        this.following = following;
    }

    /** A subscription whose events are shared out among the nodes and handled exactly once; ordered by key. */
    public static Subscription durable(String name) {
        return new Subscription(
                checked(name), new Traits(false, true, false, Duration.ZERO), Map.of(), Following.LATEST);
    }

    /** A subscription whose events reach every node; starts at the latest event. */
    public static Subscription broadcast(String name) {
        return new Subscription(
                checked(name), new Traits(true, true, false, Duration.ZERO), Map.of(), Following.LATEST);
    }

    /** Durable only: a dead letter does not hold back later events of its key. */
    public Subscription unordered() {
        requireDurable();
        return with(new Traits(false, false, traits.impersonal(), traits.maxWait()));
    }

    /**
     * Its handlers need nothing that is personal ({@link EventType#personal()}) and are not given it: they find what stands in the
     * fields' place once somebody was erased.
     */
    public Subscription impersonal() {
        return with(new Traits(traits.broadcast(), traits.ordered(), true, traits.maxWait()));
    }

    /**
     * Durable only: its events may wait at the broker so long for others, so that a busy store hands over many at a time. Without
     * it each event is fetched as soon as it is there, which costs the broker and the consumer a request for every few events.
     *
     * @param longest up to 5 seconds
     */
    public Subscription maxWait(Duration longest) {
        requireDurable();
        if (longest.isNegative() || longest.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("events may wait up to " + LONGEST_WAIT + ", not " + longest);
        }
        return with(new Traits(false, traits.ordered(), traits.impersonal(), longest));
    }

    /** Adds a handler called for each event, in order. */
    public <T> Subscription on(EventType<T> type, Consumer<Received<T>> handler) {
        return with(type, received -> received.forEach(one -> within(one, handler)));
    }

    /**
     * Adds a handler called with runs of events in order, at most a poll's worth at once. After a failure the same
     * events come again one by one.
     */
    public <T> Subscription onBatch(EventType<T> type, Consumer<List<Received<T>>> handler) {
        return with(type, handler);
    }

    /**
     * Broadcast only: asked at every start where to go on; empty means at the latest event.
     *
     * @param gap called when a given position is no longer kept, before going on with the oldest event there is: what
     *     was missed must be read from its source
     */
    public Subscription startingAt(Supplier<Optional<Positions>> start, Runnable gap) {
        requireBroadcast();
        return new Subscription(
                name, traits, routes, new Following(start, gap, following.atLatest(), following.progress()));
    }

    /**
     * Broadcast only, for caches: called whenever what was read before may lack changes that no event will name any more, so that it
     * is forgotten. That is when the subscription takes its place at the latest events, which a node does some time after it began to
     * answer, and when events are no longer kept. Every change that is not in what is read from then on has its event handled.
     */
    public Subscription onMissedEvents(Runnable forget) {
        requireBroadcast();
        return new Subscription(
                name, traits, routes, new Following(following.start(), forget, forget, following.progress()));
    }

    /** Broadcast only: called after every batch with the positions reached. */
    public Subscription onProgress(Consumer<Positions> progress) {
        requireBroadcast();
        return new Subscription(
                name,
                traits,
                routes,
                new Following(following.start(), following.gap(), following.atLatest(), progress));
    }

    public String name() {
        return name;
    }

    boolean isBroadcast() {
        return traits.broadcast();
    }

    boolean isOrdered() {
        return traits.ordered();
    }

    boolean isImpersonal() {
        return traits.impersonal();
    }

    Duration maxWait() {
        return traits.maxWait();
    }

    Map<String, Route<?>> routes() {
        return routes;
    }

    Following following() {
        return following;
    }

    SortedSet<String> topics() {
        SortedSet<String> topics = new TreeSet<>();
        routes.values().forEach(route -> topics.add(route.type().topic()));
        return topics;
    }

    private <T> Subscription with(EventType<T> type, Consumer<List<Received<T>>> handler) {
        Map<String, Route<?>> more = new LinkedHashMap<>(routes);
        if (more.put(type.name(), new Route<>(type, handler)) != null) {
            throw new IllegalArgumentException(name + " handles " + type.name() + " twice");
        }
        return new Subscription(name, traits, Map.copyOf(more), following);
    }

    private Subscription with(Traits other) {
        return new Subscription(name, other, routes, following);
    }

    private static <T> void within(Received<T> received, Consumer<Received<T>> handler) {
        String traceparent = received.envelope().traceparent();
        if (traceparent == null || !TraceContext.isValid(traceparent)) {
            handler.accept(received);
            return;
        }
        TraceContext.within(TraceContext.child(traceparent), () -> {
            handler.accept(received);
            return true;
        });
    }

    private void requireBroadcast() {
        if (!traits.broadcast()) {
            throw new IllegalStateException("the position of a durable subscription is kept by Kafka");
        }
    }

    private void requireDurable() {
        if (traits.broadcast()) {
            throw new IllegalStateException("a broadcast subscription follows at once and parks nothing");
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches() || name.length() > 80) {
            throw new IllegalArgumentException("not the name of a subscription: " + name);
        }
        return name;
    }

    /** How its events are handed over. */
    private record Traits(boolean broadcast, boolean ordered, boolean impersonal, Duration maxWait) {}

    /** A type and its handler, which takes a run of events. */
    record Route<T>(EventType<T> type, Consumer<List<Received<T>>> handler) {}

    /**
     * How a broadcast subscription keeps its place.
     *
     * @param atLatest called when it begins at the latest event, because no earlier position is known
     */
    record Following(
            Supplier<Optional<Positions>> start, Runnable gap, Runnable atLatest, Consumer<Positions> progress) {
        static final Following LATEST = new Following(Optional::empty, () -> {}, () -> {}, positions -> {});
    }
}
