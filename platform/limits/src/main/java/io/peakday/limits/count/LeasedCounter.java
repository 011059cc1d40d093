package io.peakday.limits.count;

import io.peakday.limits.Rate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One node's slice of a counter that several nodes share.
 *
 * <p><b>The idea.</b> Only the shared counter gives units out, so nodes together never get more than the limit. A node
 * asks for a slice and decides from it without a round trip. Slices begin at what a request costs and double while a key
 * is asked for much, up to {@code largest}; before one is used up the next is asked for in the background. Callers that
 * find no units wait for one question together, which asks for what they all need. Once the shared counter has no more,
 * the node refuses from memory until it may have some again, so whoever hammers costs nothing.
 *
 * <p><b>The error.</b> Units are taken from the shared counter when they are leased and spent up to a lease's life later. So in any
 * stretch of time the nodes together may spend what they held at its start on top of the limit: at most {@code largest}
 * for each node. A slice that is not used up within its life expires, and so up to {@code largest} for each node and life
 * may go unspent.
 */
public final class LeasedCounter implements Counter {
    /** How often one request may ask again when others were quicker; it is refused after that. */
    private static final int ROUNDS = 8;
    /** The longest that a node refuses from memory before it asks again. */
    private static final long LONGEST_MEMORY = Duration.ofSeconds(1).toNanos();

    /**
     * @param rate what the shared counter keeps
     * @param largest the most units a node holds of one key
     * @param life how long it may hold them
     * @param timeout how long a request waits for the shared counter
     * @param pause how long the shared counter is left alone after it did not answer
     */
    public record Terms(Rate rate, long largest, Duration life, Duration timeout, Duration pause) {}

    private final Lender lender;
    private final Terms terms;
    private final @Nullable Counter alone;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();

    private long units;
    private long until;
    private long slice = 1;
    private long wanted;
    private long left;
    private long emptyUntil;
    private long awayUntil;
    private @Nullable CompletableFuture<?> asking;

    /** @param alone counts while the shared counter is away; null: nobody is let through then */
    public LeasedCounter(Lender lender, Terms terms, @Nullable Counter alone, LongSupplier nanos) {
        this.lender = lender;
        this.terms = terms;
        this.alone = alone;
        this.nanos = nanos;
        long now = nanos.getAsLong();
        this.until = now;
        this.emptyUntil = now;
        this.awayUntil = now;
    }

    @Override
    public Taken take(long cost) {
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<?> answer;
            lock.lock();
            try {
                Taken taken = decide(cost);
                if (taken != null) {
                    return taken;
                }
                wanted += cost;
                answer = asking != null ? asking : ask(Math.max(slice, wanted));
            } finally {
                lock.unlock();
            }
            if (!await(answer)) {
                return away(cost);
            }
        }
        return Taken.refused(terms.timeout().toNanos());
    }

    /** From what is known here; null: the shared counter must be asked. */
    private @Nullable Taken decide(long cost) {
        long now = nanos.getAsLong();
        if (units > 0 && now - until >= 0) {
            units = 0;
            slice = 1;
        }
        if (units >= cost) {
            units -= cost;
            if (asking == null && slice > 1 && units <= slice / 2 && now - emptyUntil >= 0 && now - awayUntil >= 0) {
                var _ = ask(slice - units); // in advance: nobody waits for it
            }
            return allowed(Math.min(units + left, terms.rate().limit()));
        }
        if (now - emptyUntil < 0) {
            return Taken.refused(emptyUntil - now);
        }
        return now - awayUntil < 0 ? away(cost) : null;
    }

    private Taken allowed(long remaining) {
        double used = 1 - (double) remaining / terms.rate().limit();
        return Taken.allowed(remaining, (long) (used * terms.rate().window().toNanos()));
    }

    private Taken away(long cost) {
        return alone == null ? Taken.AWAY : alone.take(cost);
    }

    private CompletableFuture<?> ask(long amount) {
        wanted = 0;
        CompletableFuture<?> answer = new CompletableFuture<>();
        asking = answer;
        long at = nanos.getAsLong();
        // What comes of it goes into the answer.
        var _ = lender.ask(amount)
                .orTimeout(terms.timeout().toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((lease, failure) -> {
                    lock.lock();
                    try {
                        asking = null;
                        if (lease != null) {
                            granted(lease, amount, at);
                        } else {
                            awayUntil = nanos.getAsLong() + terms.pause().toNanos();
                        }
                    } finally {
                        lock.unlock();
                    }
                    if (failure == null) {
                        answer.complete(null);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
        return answer;
    }

    private void granted(Lender.Lease lease, long asked, long at) {
        long now = nanos.getAsLong();
        boolean usedUp = units <= slice / 2 && now - until < 0;
        units = (now - until >= 0 ? 0 : units) + lease.granted();
        until = now + terms.life().toNanos();
        left = lease.left();
        slice = usedUp ? Math.min(terms.largest(), slice * 2) : slice;
        if (lease.granted() < asked) {
            emptyUntil = at + Math.min(LONGEST_MEMORY, lease.waitNanos());
        }
    }

    private boolean await(CompletableFuture<?> answer) {
        try {
            answer.get(2 * terms.timeout().toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void release(long cost) {
        lock.lock();
        try {
            if (nanos.getAsLong() - until < 0) {
                units = Math.min(units + cost, Math.max(terms.largest(), cost));
            }
        } finally {
            lock.unlock();
        }
    }
}
