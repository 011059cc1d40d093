package io.peakday.limits.count;

import java.util.concurrent.CompletableFuture;

/** Where a node gets units of a key from that it then spends by itself. */
@FunctionalInterface
public interface Lender {
    /**
     * As many units as there are, at most so many.
     *
     * @return fails if the shared counters cannot be reached
     */
    CompletableFuture<Lease> ask(long units);

    /**
     * @param granted units that this node may now spend
     * @param left units that others may still get
     * @param waitNanos where less was granted than asked for: until there is some again
     */
    record Lease(long granted, long left, long waitNanos) {}
}
