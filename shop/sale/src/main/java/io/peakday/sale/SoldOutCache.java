package io.peakday.sale;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sales of which nothing can be had now: sold out, not open yet, paused, over. Whoever holds no claim in them is answered
 * from here, without the database.
 *
 * <p>An entry is made of one statement, hence one moment: nothing is left (or the sale is not open), so many claims were ever
 * granted, and these customers have one. Every {@code lookAgain} the database is asked, by its own clock, whether it is still
 * so; as soon as one more claim was granted, or something can be had, the entry is gone. So units that come back, and the
 * opening, are known that much later at most; and who was granted a claim by another node in that time and asks here again gets
 * the same answer once more, that nothing is left. Nothing is ever granted from here.
 */
final class SoldOutCache {
    private static final Logger LOG = LoggerFactory.getLogger(SoldOutCache.class);

    private static final String LOOK = """
            select s.*, c.available, c.granted, clock_timestamp() as now from sale.sale s join sale.counter c on c.sale_id = s.id
            where s.id = any (?)""";

    private static final String HOLDERS = """
            select c.available, c.granted, h.customer_id from sale.counter c
            left join sale.claim h on h.sale_id = c.sale_id and h.state in ('HELD', 'SOLD') where c.sale_id = ?""";

    private final Database database;
    private final Duration forgetAfter;
    private final Map<UUID, Refusal> soldOut = new ConcurrentHashMap<>();
    private final Set<UUID> looking = ConcurrentHashMap.newKeySet();

    /** @param forgetAfter how long a sale is remembered that nobody asks for */
    SoldOutCache(Database database, Duration forgetAfter) {
        this.database = database;
        this.forgetAfter = forgetAfter;
    }

    private static final class Refusal {
        private final ClaimOutcome outcome;
        private final long granted;
        private final Set<UUID> holders;
        /** Written by whoever asks, without a lock: it may be a little off. */
        private long askedNanos = System.nanoTime();

        Refusal(ClaimOutcome outcome, long granted, Set<UUID> holders) {
            this.outcome = outcome;
            this.granted = granted;
            this.holders = holders;
        }

        /** With another outcome, and otherwise the same. */
        Refusal as(ClaimOutcome now) {
            Refusal same = new Refusal(now, granted, holders);
            same.askedNanos = askedNanos;
            return same;
        }

        boolean idle(Duration time) {
            return System.nanoTime() - askedNanos >= time.toNanos();
        }
    }

    /** What the database says of a sale; no outcome where something can be had. */
    private record Look(@Nullable ClaimOutcome outcome, long granted) {}

    /** What to answer this customer without asking the database; null: ask it. */
    @Nullable
    ClaimOutcome answer(UUID saleId, UUID customerId) {
        Refusal known = soldOut.get(saleId);
        if (known != null) {
            known.askedNanos = System.nanoTime();
        }
        return known == null || known.holders.contains(customerId) ? null : known.outcome;
    }

    /** Nothing seems to be had of this sale: finds out, beside the caller. */
    void suspect(UUID saleId) {
        if (!soldOut.containsKey(saleId) && looking.add(saleId)) {
            Thread.ofVirtual().name("sale-refusal").start(() -> {
                try {
                    learn(saleId);
                } catch (RuntimeException e) {
                    LOG.warn("Sale {} is asked about in the database for now: {}", saleId, e.toString());
                } finally {
                    looking.remove(saleId);
                }
            });
        }
    }

    private void learn(UUID saleId) {
        Look look = looks(List.of(saleId)).get(saleId);
        if (look == null || look.outcome == null) {
            return;
        }
        ClaimOutcome outcome = look.outcome;
        long[] now = {0, -1};
        Set<UUID> holders = new HashSet<>();
        database.sql().sql(HOLDERS).param(saleId).query(row -> {
            now[0] = row.getInt(1);
            now[1] = row.getLong(2);
            UUID customer = row.getObject(3, UUID.class);
            if (customer != null) {
                holders.add(customer);
            }
        });
        if (now[0] == 0 || !(outcome instanceof ClaimOutcome.SoldOut)) {
            soldOut.put(saleId, new Refusal(outcome, now[1], Set.copyOf(holders)));
        }
    }

    /** Asks whether it is all still so. */
    void lookAgain() {
        if (soldOut.isEmpty()) {
            return;
        }
        List<UUID> known = List.copyOf(soldOut.keySet());
        Map<UUID, Look> looks = looks(known);
        for (UUID saleId : known) {
            Look look = looks.get(saleId);
            soldOut.computeIfPresent(saleId, (id, was) -> stillSo(was, look));
        }
    }

    private @Nullable Refusal stillSo(Refusal was, @Nullable Look look) {
        return look == null || look.outcome == null || look.granted != was.granted || was.idle(forgetAfter)
                ? null
                : was.as(look.outcome);
    }

    /** How many there are. */
    int size() {
        return soldOut.size();
    }

    private Map<UUID, Look> looks(List<UUID> saleIds) {
        Map<UUID, Look> looks = new HashMap<>();
        database.connection(connection -> {
            try (var select = connection.prepareStatement(LOOK)) {
                select.setArray(1, SaleRows.uuids(connection, saleIds));
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        Sale sale = SaleRows.sale(row);
                        SaleState state = sale.stateAt(SqlTime.instant(row, "now"));
                        ClaimOutcome outcome = state != SaleState.OPEN
                                ? new ClaimOutcome.NotOpen(state, sale.opensAt())
                                : row.getInt("available") == 0 ? new ClaimOutcome.SoldOut() : null;
                        looks.put(sale.id(), new Look(outcome, row.getLong("granted")));
                    }
                }
            }
            return looks;
        });
        return looks;
    }
}
