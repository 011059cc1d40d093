package io.peakday.orders.console;

import io.peakday.kernel.Money;
import io.peakday.orders.OrderFilter;
import io.peakday.orders.OrderState;
import io.peakday.orders.OrderSummary;
import io.peakday.orders.Orders;
import io.peakday.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was sold on each of the last days. A day is added up from its orders, a page at a time, and kept for a while: one
 * that is over changes only by refunds, today's is read again after ten seconds. A day of more than {@value #MAX_ORDERS}
 * orders is cut there and says so, rather than reading for minutes.
 */
final class Trade {
    private static final int MAX_ORDERS = 10_000;
    private static final int PAGE = 500;
    private static final int MAX_KEPT = 200;
    private static final Duration FRESH = Duration.ofSeconds(10);

    /**
     * One day's trade.
     *
     * @param orders placed that day and not cancelled
     * @param revenue gross, less what was refunded
     * @param whole false where there were more orders than were counted
     */
    record Day(LocalDate date, long orders, Money revenue, boolean whole) {}

    private record Key(LocalDate date, ZoneId zone) {}

    /** @param from when it was counted: earlier than that the clock has been put back */
    private record Kept(Day day, Instant from, Instant until) {
        boolean validAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    private final Orders orders;
    private final InstantSource clock;
    private final Currency currency;
    private final Duration retention;
    private final Map<Key, Kept> kept = new LinkedHashMap<>();

    Trade(Orders orders, InstantSource clock, Currency currency, Duration retention) {
        this.orders = orders;
        this.clock = clock;
        this.currency = currency;
        this.retention = retention;
    }

    /** The last so many days in that zone, oldest first; the last one is today. */
    List<Day> last(int days, ZoneId zone) {
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        List<Day> found = new ArrayList<>();
        for (int back = days - 1; back >= 0; back--) {
            found.add(day(new Key(today.minusDays(back), zone), back == 0));
        }
        return found;
    }

    private Day day(Key key, boolean today) {
        Instant now = clock.instant();
        synchronized (kept) {
            Kept known = kept.get(key);
            if (known != null && known.validAt(now)) {
                return known.day();
            }
        }
        Day day = count(key);
        synchronized (kept) {
            kept.remove(key);
            kept.put(key, new Kept(day, now, now.plus(today ? FRESH : retention)));
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return day;
    }

    private Day count(Key key) {
        Instant from = key.date().atStartOfDay(key.zone()).toInstant();
        Instant to = key.date().plusDays(1).atStartOfDay(key.zone()).toInstant();
        OrderFilter filter = OrderFilter.ALL.placedBetween(from, to);
        long seen = 0;
        long count = 0;
        Money revenue = Money.zero(currency);
        @Nullable String cursor = null;
        do {
            Page<OrderSummary> page = orders.list(filter, cursor, PAGE);
            for (OrderSummary order : page.items()) {
                seen++;
                if (order.state() != OrderState.CANCELLED) {
                    count++;
                    if (order.total().currency().equals(currency)) {
                        revenue = revenue.plus(order.total()).minus(order.refunded());
                    }
                }
            }
            cursor = page.next();
        } while (cursor != null && seen < MAX_ORDERS);
        return new Day(key.date(), count, revenue, cursor == null);
    }
}
