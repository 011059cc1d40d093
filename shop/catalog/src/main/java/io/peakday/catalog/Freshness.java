package io.peakday.catalog;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Says whether something read earlier may still be shown.
 *
 * <p>A cache that is filled by readers and emptied by writers has a classic hole: a reader loads the old row, a writer
 * changes it and empties the cache, and then the reader stores the old row, permanently. Here nothing is removed. A counter
 * ticks with every change; a reader notes the tick <i>before</i> it reads, and stores it with what it read; a change
 * writes its own tick to the product's slot. What was read is fresh as long as its slot has no later tick. Products
 * that share a slot cost each other a reload now and then, never a wrong answer; and variants and slugs are refused with
 * their product although the change names only the product.
 */
final class Freshness {
    private static final int SLOTS = 1 << 14;

    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLongArray changed = new AtomicLongArray(SLOTS);
    private final AtomicLong everythingChanged = new AtomicLong();

    /** To be noted before reading. */
    long now() {
        return ticks.get();
    }

    boolean since(long tick, UUID product) {
        return changed.get(slot(product)) <= tick && everythingChanged.get() <= tick;
    }

    void changed(UUID product) {
        long tick = ticks.incrementAndGet();
        changed.accumulateAndGet(slot(product), tick, Math::max);
    }

    void everythingChanged() {
        long tick = ticks.incrementAndGet();
        everythingChanged.accumulateAndGet(tick, Math::max);
    }

    private static int slot(UUID id) {
        long bits = id.getMostSignificantBits() * 31 + id.getLeastSignificantBits();
        bits *= 0x9E3779B97F4A7C15L;
        return (int) (bits >>> 50);
    }
}
