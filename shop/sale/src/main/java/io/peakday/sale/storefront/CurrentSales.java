package io.peakday.sale.storefront;

import io.peakday.sale.Sale;
import io.peakday.sale.SaleNow;
import io.peakday.sale.SaleState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sales that are coming or running, as every page of the shop needs to know them: from memory, never waiting for the
 * database while what is known is fresh enough.
 *
 * <p>What is known is read again by whoever first asks after {@link #FRESH}; the others go on with what there is. If it cannot
 * be read, what was known stays, and pages that do not need a sale do not fail for one.
 */
final class CurrentSales {
    static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MOST = 100;
    private static final Logger LOG = LoggerFactory.getLogger(CurrentSales.class);

    private final IntFunction<List<SaleNow>> source;
    private final SaleTimes times;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known = new Known(List.of(), Map.of(), List.of(), Instant.EPOCH, false);

    /**
     * @param links of {@code sales}, in the same order, one for the items of a sale together
     * @param at when it was read, or could not be read again
     * @param read whether it ever was
     */
    private record Known(
            List<SaleNow> sales, Map<UUID, SaleLink> byVariant, List<SaleLink> links, Instant at, boolean read) {}

    /** @param source reads those that are coming or running, so many at most */
    CurrentSales(IntFunction<List<SaleNow>> source, SaleTimes times, InstantSource clock) {
        this.source = source;
        this.times = times;
        this.clock = clock;
    }

    /** Whether there are any. */
    boolean any() {
        return !fresh().sales().isEmpty();
    }

    /** Those that opened first at the front. As long as nothing is known, this waits for the database and fails with it. */
    List<SaleNow> all() {
        if (!known.read()) {
            reading.lock();
            try {
                if (!known.read()) {
                    known = read(clock.instant());
                }
            } finally {
                reading.unlock();
            }
        }
        return fresh().sales();
    }

    /** How other pages lead to them, in the same order; to a sale of several items, to its first. */
    List<SaleLink> links() {
        return fresh().links();
    }

    /** The sale of that variant; null where there is none. */
    @Nullable
    SaleLink of(UUID variantId) {
        Known now = fresh();
        return now.byVariant().isEmpty() ? null : now.byVariant().get(variantId);
    }

    private Known fresh() {
        Known now = known;
        Instant at = clock.instant();
        boolean fresh = now.at().plus(FRESH).isAfter(at) && !now.at().isAfter(at);
        if (fresh || !reading.tryLock()) {
            return now;
        }
        try {
            now = read(at);
        } catch (RuntimeException e) {
            LOG.warn("The current sales could not be read again: {}", e.toString());
            now = new Known(now.sales(), now.byVariant(), now.links(), at, now.read());
        } finally {
            known = now;
            reading.unlock();
        }
        return now;
    }

    private Known read(Instant at) {
        List<SaleNow> current = source.apply(MOST);
        List<SaleLink> links = current.stream().map(one -> link(one.sale(), at)).toList();
        Map<UUID, SaleLink> byVariant = new HashMap<>();
        List<SaleLink> firsts = new ArrayList<>();
        Set<UUID> groups = new HashSet<>();
        for (int i = 0; i < links.size(); i++) {
            byVariant.putIfAbsent(current.get(i).sale().variantId(), links.get(i));
            if (groups.add(current.get(i).sale().groupId())) {
                firsts.add(links.get(i));
            }
        }
        return new Known(current, Map.copyOf(byVariant), List.copyOf(firsts), at, true);
    }

    private SaleLink link(Sale sale, Instant at) {
        boolean open = sale.stateAt(at) != SaleState.PLANNED;
        return new SaleLink(
                "/sales/" + sale.id(), sale.name(), sale.price(), open, open ? "now" : times.words(sale.opensAt()));
    }
}
