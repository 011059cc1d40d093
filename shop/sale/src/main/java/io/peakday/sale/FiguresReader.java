package io.peakday.sale;

import io.peakday.cache.CoalescingCache;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How sales go, from what is kept of it: one row of the counter and {@value SaleFigures#SECONDS} rows of the last minute at most, by
 * their keys, however many claims there are.
 */
final class FiguresReader {
    static final String TOTALS = """
            select granted, sold_claims, ended_claims, date_trunc('second', clock_timestamp())
            from sale.counter where sale_id = ?""";

    static final String BY_SECOND = """
            select extract(epoch from :until::timestamptz - second)::int as ago, claims
            from sale.granted_second
            where sale_id = :sale and second < :until and second >= :until::timestamptz - make_interval(secs => :back)""";

    /** All who watch a sale share its figures for so long: they are of whole seconds. */
    private static final Duration FIGURES_KEPT = Duration.ofSeconds(1);

    private static final int FIGURES_OF = 200;

    /** Longer than anybody looks back, and than a node's statement may take. */
    private static final Duration SECONDS_KEPT = Duration.ofMinutes(5);

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private final Database database;
    private final InstantSource clock;
    private final CoalescingCache<UUID, SaleFigures> figures;

    FiguresReader(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.figures = new CoalescingCache<>(FIGURES_OF, (id, kept) -> 1, clock, this::read);
    }

    private record Totals(long granted, long sold, long ended, Instant at) {}

    /** As {@link FlashSales#figures}. */
    SaleFigures of(UUID saleId) {
        SaleFigures found = figures.get(saleId);
        if (found == null) {
            throw FlashSales.notFound();
        }
        return found;
    }

    /** Deletes seconds that nobody looks back at any more; safe on any number of nodes. */
    void forgetSeconds() {
        database.sql()
                .sql("""
                        delete from sale.granted_second g using (
                            select sale_id, second from sale.granted_second
                            where second < statement_timestamp() - make_interval(secs => ?)
                            limit ? for update skip locked) old
                        where g.sale_id = old.sale_id and g.second = old.second""")
                .params(SECONDS_KEPT.toSeconds(), FORGOTTEN_AT_ONCE)
                .update();
    }

    private CoalescingCache.@Nullable Fresh<SaleFigures> read(UUID saleId) {
        return database.sql()
                .sql(TOTALS)
                .param(saleId)
                .query((row, n) -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3), SqlTime.instant(row, 4)))
                .optional()
                .map(totals -> new CoalescingCache.Fresh<>(
                        figures(totals, perSecond(saleId, totals.at())),
                        clock.instant().plus(FIGURES_KEPT)))
                .orElse(null);
    }

    /**
     * While nodes of a version that does not keep what became of claims run beside this one, more seem to be held than are; the
     * settlement puts that right.
     */
    private static SaleFigures figures(Totals totals, List<Integer> perSecond) {
        return new SaleFigures(
                totals.granted(),
                Math.max(0, totals.granted() - totals.sold() - totals.ended()),
                totals.sold(),
                Math.max(0, totals.ended()),
                perSecond,
                totals.at());
    }

    private List<Integer> perSecond(UUID saleId, Instant until) {
        int[] ago = new int[SaleFigures.SECONDS + 1];
        database.sql()
                .sql(BY_SECOND)
                .param("sale", saleId)
                .param("until", SqlTime.of(until))
                .param("back", SaleFigures.SECONDS)
                .query(row -> {
                    ago[Math.clamp(row.getInt(1), 1, SaleFigures.SECONDS)] += row.getInt(2);
                });
        return IntStream.range(0, SaleFigures.SECONDS)
                .mapToObj(i -> ago[SaleFigures.SECONDS - i])
                .toList();
    }
}
