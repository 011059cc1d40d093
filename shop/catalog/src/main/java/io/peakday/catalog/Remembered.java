package io.peakday.catalog;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One small thing kept in memory until it changes. What was read before a change is never kept after it, and what an
 * open transaction reads is not kept at all.
 */
final class Remembered<T> {
    private final Supplier<T> source;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Held<T> held;

    Remembered(Supplier<T> source) {
        this.source = source;
    }

    T get() {
        Held<T> now = held;
        long seen = changes.get();
        if (now != null && now.changes == seen) {
            return now.value;
        }
        return read(seen);
    }

    /** From the source, whatever is remembered. */
    T refreshed() {
        return read(changes.get());
    }

    void forget() {
        changes.incrementAndGet();
    }

    /** How often it was forgotten; to be read before {@link #get} by who keeps what is made of it. */
    long changes() {
        return changes.get();
    }

    private T read(long seen) {
        T value = source.get();
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            held = new Held<>(value, seen);
        }
        return value;
    }

    private record Held<T>(T value, long changes) {}
}
