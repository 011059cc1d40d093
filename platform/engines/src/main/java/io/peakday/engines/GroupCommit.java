package io.peakday.engines;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many callers' small durable writes in few transactions.
 *
 * <p><b>Why.</b> A durable commit costs one flush of the disk and several round trips, whatever it holds. A thousand
 * callers who each add one line to their cart need a thousand flushes one by one, but only a few dozen when those who
 * wait anyway share a transaction. PostgreSQL merges the flushes of concurrent commits itself; it cannot merge their
 * statements, round trips, connections and snapshots, and those are what is expensive on two cores.
 *
 * <p><b>How.</b> A request goes into its lane's bounded queue. If nobody is working the lane, a virtual thread starts
 * and works until the queue is empty: it takes what is there (at most {@code maxBatch}), runs it as one transaction,
 * answers the callers, and looks again. Nobody ever waits for a batch to fill: a lone request is committed at once, and
 * while one transaction runs the next batch gathers by itself, so batches grow with the load and only with the load. An
 * idle group has no thread.
 *
 * <p><b>Inside a transaction</b> of the same data source a request joins it, as {@link Database#transact} does: it is
 * applied at once, alone, and becomes durable with the transaction it is part of. Waiting for another transaction there
 * could wait for the locks of one's own.
 *
 * <p><b>Order.</b> Within a lane requests are applied in the order in which they were taken in. With several lanes, the
 * request's key chooses the lane, so one key stays in order while different keys use several connections and cores. Two
 * lanes may hold transactions at the same time: the batch must take its row locks in one global order, as everywhere.
 *
 * <p><b>Failure.</b> A batch that fails before its commit is rolled back and its requests are run one by one, each in
 * its own transaction, so that a poisoned request fails alone, with its own exception. When the connection breaks
 * <i>during the commit</i>, nobody can know whether it happened; running again could apply it twice, so the callers get
 * {@code database.outcome-unknown} and repeat their request under the id they chose, which the batch must make
 * idempotent.
 *
 * <p><b>Outage.</b> When no connection can be had, or it is lost before the commit was sent, nothing was saved, and one
 * by one would only mean to wait for the same dead server again and again: the whole group gets {@code
 * database.unavailable}, which is safe to repeat, and so does, for half a second, everybody behind it and every
 * newcomer, at once ({@link Outage}). Then one request each half second is let through; it waits up to the pool's
 * timeout, so that it goes through the moment the server is back, and its success lets everybody in again.
 *
 * <p><b>Waiting.</b> A full queue refuses at once ({@code group.full}): it bounds memory and latency, and the caller is
 * informed that trying again helps. An interrupted caller withdraws its request if no transaction has taken it yet;
 * otherwise the transaction goes on without it. {@link #close} refuses new requests and waits for those inside.
 *
 * @param <Q> a request
 * @param <R> its result
 */
public final class GroupCommit<Q, R> implements AutoCloseable {
    private final String name;
    private final DataSource dataSource;
    private final TransactionTemplate transactions;
    private final SQLExceptionTranslator errors = new SQLStateSQLExceptionTranslator();
    private final Batch<Q, R> batch;
    private final int maxBatch;
    private final Function<? super Q, ?> key;
    private final List<Lane> lanes;
    private final Outage outage = new Outage();
    private final LongAdder requests = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private volatile boolean closed;

    /** One lane: all requests in one order. */
    public GroupCommit(String name, DataSource dataSource, int maxBatch, int maxWaiting, Batch<Q, R> batch) {
        this(name, dataSource, maxBatch, maxWaiting, 1, request -> 0, batch);
    }

    /**
     * @param maxBatch the most requests of one transaction
     * @param maxWaiting the most requests waiting in one lane
     * @param lanes how many transactions may run at once; each needs a connection
     * @param key what must stay in order; requests of equal keys share a lane
     */
    public GroupCommit(
            String name,
            DataSource dataSource,
            int maxBatch,
            int maxWaiting,
            int lanes,
            Function<? super Q, ?> key,
            Batch<Q, R> batch) {
        if (maxBatch < 1 || maxWaiting < 1 || lanes < 1) {
            throw new IllegalArgumentException("bounds must be positive");
        }
        this.name = name;
        this.dataSource = dataSource;
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.batch = batch;
        this.maxBatch = maxBatch;
        this.key = key;
        this.lanes =
                IntStream.range(0, lanes).mapToObj(i -> new Lane(maxWaiting)).toList();
    }

    /**
     * Blocks until the transaction that holds the request has committed; inside a transaction, applies it as a part of
     * that.
     *
     * @throws Failure {@code group.full}, {@code group.closed}, {@code group.interrupted}, {@code database.unavailable},
     *     {@code database.outcome-unknown}; and whatever the batch throws for this request
     */
    public R submit(Q request) {
        if (TransactionSynchronizationManager.hasResource(dataSource)) {
            return checked(List.of(request)).getFirst();
        }
        Pending<Q, R> pending = new Pending<>(request);
        if (closed) {
            throw Failure.unavailable("group.closed", "The program is stopping; please try again shortly.", null);
        }
        Throwable away = outage.refusal();
        if (away != null) {
            throw CommitErrors.gone(away);
        }
        lanes.get(Math.floorMod(spread(key.apply(request)), lanes.size())).add(pending);
        return pending.await(name);
    }

    /** How many requests have been committed. */
    public long requests() {
        return requests.sum();
    }

    /** How many transactions that took. */
    public long commits() {
        return commits.sum();
    }

    /** How many requests wait now. */
    public int waiting() {
        return lanes.stream().mapToInt(lane -> lane.queue.size()).sum();
    }

    public String name() {
        return name;
    }

    /** Registers {@code peakday.group.requests}, {@code .commits} and {@code .waiting}, tagged with the name. */
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("peakday.group.requests", this, GroupCommit::requests)
                .tag("group", name)
                .register(registry);
        FunctionCounter.builder("peakday.group.commits", this, GroupCommit::commits)
                .tag("group", name)
                .register(registry);
        Gauge.builder("peakday.group.waiting", this, GroupCommit::waiting)
                .tag("group", name)
                .register(registry);
    }

    /** Refuses new requests and waits until those inside are answered. */
    @Override
    public void close() {
        closed = true;
        lanes.forEach(Lane::awaitIdle);
    }

    private static int spread(@Nullable Object key) {
        int hash = Objects.hashCode(key) * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private void commit(List<Pending<Q, R>> group) {
        Throwable away = outage.recent();
        if (away != null) {
            fail(group, CommitErrors.gone(away));
            return;
        }
        AtomicBoolean committing = new AtomicBoolean();
        List<R> results;
        try {
            results = run(group, committing);
        } catch (RuntimeException | Error e) {
            if (CommitErrors.unavailable(e)) {
                outage.found(e);
            }
            if (committing.get() && !CommitErrors.refused(e)) {
                fail(group, CommitErrors.unknown(e));
            } else if (CommitErrors.unavailable(e)) {
                fail(group, CommitErrors.gone(e));
            } else if (group.size() > 1) {
                group.forEach(one -> commit(List.of(one)));
            } else {
                fail(group, e);
            }
            return;
        }
        outage.over();
        requests.add(group.size());
        commits.increment();
        for (int i = 0; i < group.size(); i++) {
            group.get(i).result.complete(results.get(i));
        }
    }

    // The template is declared nullable because its callback may be; ours never gives null.
    @SuppressWarnings("NullAway")
    private List<R> run(List<Pending<Q, R>> group, AtomicBoolean committing) {
        List<Q> asked = group.stream().map(pending -> pending.request).toList();
        return transactions.execute(status -> {
            List<R> results = checked(asked);
            committing.set(true);
            return results;
        });
    }

    private List<R> checked(List<Q> asked) {
        List<R> results = inTransaction(asked);
        if (results.size() != asked.size()) {
            throw new IllegalStateException(
                    name + " gave " + results.size() + " results for " + asked.size() + " requests");
        }
        return results;
    }

    private List<R> inTransaction(List<Q> asked) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return batch.run(connection, asked);
        } catch (SQLException e) {
            DataAccessException translated = errors.translate(name, null, e);
            throw translated != null ? translated : new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void fail(List<? extends Pending<?, ?>> group, Throwable e) {
        group.forEach(pending -> pending.result.completeExceptionally(e));
    }

    /** The work of one transaction. */
    @FunctionalInterface
    public interface Batch<Q, R> {
        /**
         * Applies the requests in their order. May run more than once for a request (a failed batch is repeated one by
         * one), but each run that failed was rolled back. {@code Database} calls on the same data source join the
         * transaction.
         *
         * @param tx the transaction's connection; neither committed nor closed by the batch
         * @return one result a request, in the same order
         */
        List<R> run(Connection tx, List<Q> requests) throws SQLException;
    }

    private final class Lane {
        private final ArrayBlockingQueue<Pending<Q, R>> queue;
        private final AtomicBoolean worked = new AtomicBoolean();
        private final Object idle = new Object();

        Lane(int maxWaiting) {
            queue = new ArrayBlockingQueue<>(maxWaiting);
        }

        void add(Pending<Q, R> pending) {
            if (!queue.offer(pending)) {
                throw new Failure(
                        Fault.TOO_MANY, "group.full", "Too many changes at once; try again shortly.", List.of(), null);
            }
            wake();
        }

        private void wake() {
            if (!worked.get() && worked.compareAndSet(false, true)) {
                Thread.ofVirtual().name("group-" + name).start(this::work);
            }
        }

        private void work() {
            List<Pending<Q, R>> group = new ArrayList<>();
            while (true) {
                queue.drainTo(group, maxBatch);
                if (group.isEmpty()) {
                    break;
                }
                group.removeIf(pending -> !pending.take());
                if (!group.isEmpty()) {
                    commit(List.copyOf(group));
                }
                group.clear();
            }
            worked.set(false);
            if (queue.isEmpty()) {
                synchronized (idle) {
                    idle.notifyAll();
                }
            } else {
                wake();
            }
        }

        void awaitIdle() {
            boolean interrupted = false;
            synchronized (idle) {
                while (worked.get() || !queue.isEmpty()) {
                    try {
                        idle.wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Pending<Q, R> {
        private enum State {
            WAITING,
            TAKEN,
            WITHDRAWN
        }

        final Q request;
        final CompletableFuture<R> result = new CompletableFuture<>();
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

        Pending(Q request) {
            this.request = request;
        }

        boolean take() {
            return state.compareAndSet(State.WAITING, State.TAKEN);
        }

        R await(String name) {
            try {
                return result.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                boolean withdrawn = state.compareAndSet(State.WAITING, State.WITHDRAWN);
                throw Failure.unavailable(
                        "group.interrupted",
                        withdrawn
                                ? "Interrupted while waiting; nothing was saved."
                                : "Interrupted while saving; repeat the request with the same id to learn what happened.",
                        e);
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException cause -> throw cause;
                    case Error cause -> throw cause;
                    case null, default -> throw new IllegalStateException(name + " failed", e);
                }
            }
        }
    }
}
