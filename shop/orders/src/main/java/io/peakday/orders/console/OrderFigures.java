package io.peakday.orders.console;

import io.peakday.consolekit.Chart;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Labels;
import io.peakday.consolekit.Level;
import io.peakday.consolekit.OverviewSection;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.consolekit.OverviewSummary.Summary;
import io.peakday.consolekit.OverviewSummary.Tile;
import io.peakday.consolekit.Query;
import io.peakday.consolekit.Section;
import io.peakday.consolekit.Times;
import io.peakday.kernel.Money;
import io.peakday.orders.OrderState;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersPermissions;
import io.peakday.ui.Formats;
import io.peakday.ui.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was sold, and what is to be done about it: the figures of orders on the overview. */
public final class OrderFigures {
    private final Orders orders;
    private final Trade trade;
    private final int days;
    private final Html html;

    /** @param days how many the charts draw */
    OrderFigures(Orders orders, Trade trade, int days, Html html) {
        this.orders = orders;
        this.trade = trade;
        this.days = days;
        this.html = html;
    }

    /** How many orders are in each state. */
    public record States(List<Row> rows) {
        /** One state; {@code share} of the most frequent one, 0 to 100. */
        public record Row(String label, long count, double share, String href) {}
    }

    /** See {@link OverviewSummary}. */
    @Nullable
    Summary summary(Frame frame) {
        if (!frame.may(OrdersPermissions.ORDERS_READ)) {
            return null;
        }
        List<Trade.Day> sold = trade.last(days, frame.zone());
        return new Summary(List.of(), tiles(sold, orders.counts().getOrDefault(OrderState.PAID, 0L)), charts(sold));
    }

    /** See {@link OverviewSection}. */
    @Nullable
    Section states(Frame frame) {
        return frame.may(OrdersPermissions.ORDERS_READ)
                ? new Section("Orders by state", null, html.part("orders/states", states(orders.counts())))
                : null;
    }

    private static List<Tile> tiles(List<Trade.Day> sold, long toPack) {
        Trade.Day today = sold.getLast();
        List<Trade.Day> week = sold.subList(sold.size() - 7, sold.size());
        long ordersOfWeek = week.stream().mapToLong(Trade.Day::orders).sum();
        boolean whole = week.stream().allMatch(Trade.Day::whole);
        Query ofToday = Query.of("/console/orders").with("from", today.date()).with("to", today.date());
        Query ofWeek =
                Query.of("/console/orders").with("from", week.getFirst().date()).with("to", today.date());
        return List.of(
                new Tile(
                        "Orders today",
                        atLeast(today.whole()) + Formats.count(today.orders()),
                        "cancelled left out",
                        ofToday.href(),
                        Level.NONE),
                new Tile(
                        "Revenue today",
                        Formats.money(today.revenue()),
                        "gross, less refunds",
                        ofToday.href(),
                        Level.NONE),
                new Tile(
                        "Orders, 7 days",
                        atLeast(whole) + Formats.count(ordersOfWeek),
                        Formats.count(Math.round(ordersOfWeek / 7.0)) + " a day",
                        ofWeek.href(),
                        Level.NONE),
                new Tile(
                        "To pack",
                        Formats.count(toPack),
                        "paid and waiting",
                        "/console/orders?state=paid",
                        Level.NONE));
    }

    private static String atLeast(boolean whole) {
        return whole ? "" : "≥ ";
    }

    private static List<Chart> charts(List<Trade.Day> sold) {
        List<Chart.Value> counts = new ArrayList<>();
        List<Chart.Value> money = new ArrayList<>();
        long most = 0;
        long all = 0;
        Money best = sold.getFirst().revenue();
        Money sum = Money.zero(best.currency());
        for (Trade.Day day : sold) {
            String href = Query.of("/console/orders")
                    .with("from", day.date())
                    .with("to", day.date())
                    .href();
            counts.add(new Chart.Value(
                    Times.day(day.date()), day.orders(), Formats.count(day.orders(), "order", "orders"), href));
            money.add(
                    new Chart.Value(Times.day(day.date()), day.revenue().minor(), Formats.money(day.revenue()), href));
            most = Math.max(most, day.orders());
            all += day.orders();
            best = day.revenue().compareTo(best) > 0 ? day.revenue() : best;
            sum = sum.plus(day.revenue());
        }
        String span = "last " + sold.size() + " days";
        return List.of(
                Chart.of("Orders, " + span, "orders a day", Formats.count(all), Formats.count(most), counts),
                Chart.of(
                        "Revenue, " + span, best.currency() + " a day, gross", Formats.money(sum), round(best), money));
    }

    /** Without the cents: an axis is read, not added up. */
    private static String round(Money money) {
        String text = Formats.money(money);
        int point = text.lastIndexOf('.');
        return point < 0 ? text : text.substring(0, point);
    }

    private static States states(Map<OrderState, Long> counts) {
        long most = Math.max(
                1, counts.values().stream().mapToLong(Long::longValue).max().orElse(1));
        List<States.Row> rows = new ArrayList<>();
        for (OrderState state : OrderState.values()) {
            long count = counts.getOrDefault(state, 0L);
            rows.add(new States.Row(
                    Labels.name(state), count, 100.0 * count / most, "/console/orders?state=" + Labels.code(state)));
        }
        return new States(rows);
    }
}
