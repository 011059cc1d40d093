package io.peakday.console.overview;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogPermissions;
import io.peakday.catalog.Product;
import io.peakday.console.health.EngineWatch;
import io.peakday.console.overview.OverviewView.StateRow;
import io.peakday.console.overview.OverviewView.Tile;
import io.peakday.consolekit.Chart;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Labels;
import io.peakday.consolekit.OverviewSection;
import io.peakday.consolekit.Query;
import io.peakday.consolekit.Times;
import io.peakday.engines.EngineStatus;
import io.peakday.engines.HealthReport;
import io.peakday.events.DeadLetters;
import io.peakday.identity.OperatorPermissions;
import io.peakday.identity.Requires;
import io.peakday.inventory.InventoryPermissions;
import io.peakday.kernel.Money;
import io.peakday.orders.OrderState;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersPermissions;
import io.peakday.payments.PaymentSetup;
import io.peakday.ui.Formats;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first page. Open to every member of staff; each part of it needs its own permission. */
@RestController
@Requires({})
public final class OverviewController {
    private static final int NAMED = 5;

    private final Orders orders;
    private final PaymentSetup payments;
    private final Catalog catalog;
    private final DeadLetters letters;
    private final LowStock lowStock;
    private final EngineWatch engines;
    private final Supplier<HealthReport> health;
    private final Trade trade;
    private final List<OverviewSection> sections;
    private final ConsoleSlots slots;
    private final int days;
    private final ConsoleContext context;
    private final Html html;

    /** What the overview reads. */
    public record Sources(
            Orders orders,
            PaymentSetup payments,
            Catalog catalog,
            DeadLetters letters,
            LowStock lowStock,
            EngineWatch engines,
            Supplier<HealthReport> health,
            Trade trade,
            List<OverviewSection> sections,
            ConsoleSlots slots) {}

    public OverviewController(Sources sources, int days, ConsoleContext context, Html html) {
        this.orders = sources.orders();
        this.payments = sources.payments();
        this.catalog = sources.catalog();
        this.letters = sources.letters();
        this.lowStock = sources.lowStock();
        this.engines = sources.engines();
        this.health = sources.health();
        this.trade = sources.trade();
        this.sections = sources.sections();
        this.slots = sources.slots();
        this.days = days;
        this.context = context;
        this.html = html;
    }

    @GetMapping("/console")
    ResponseEntity<byte[]> show(HttpServletRequest request) {
        Frame frame = context.frame(request, "overview", "Overview");
        List<Tile> tiles = new ArrayList<>();
        List<Chart> charts = new ArrayList<>();
        List<StateRow> states = List.of();
        if (frame.may(OrdersPermissions.ORDERS_READ)) {
            List<Trade.Day> sold = trade.last(days, frame.zone());
            Map<OrderState, Long> counts = orders.counts();
            tradeTiles(sold, counts, tiles);
            charts.addAll(charts(sold));
            states = states(counts);
        }
        List<OverviewView.LowRow> low = List.of();
        if (frame.may(InventoryPermissions.STOCK_READ)) {
            var stock = lowStock.overview();
            low = lowStock.first(6);
            tiles.add(new Tile(
                    "Low stock",
                    Formats.count(stock.low()),
                    Formats.count(stock.soldOut()) + " sold out",
                    "/console/stock?view=low",
                    stock.low() > 0 ? "warn" : "good"));
        }
        if (frame.may(OperatorPermissions.EVENTS_READ)) {
            long dead = letters.counts().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            tiles.add(new Tile(
                    "Dead letters",
                    Formats.count(dead),
                    dead == 0 ? "every event was handled" : "events to look at",
                    "/console/dead-letters",
                    dead > 0 ? "bad" : "good"));
        }
        boolean mayLook = frame.may(OperatorPermissions.HEALTH_READ);
        List<EngineStatus> status = mayLook ? engines.status() : List.of();
        List<HealthReport.Part> troubles = mayLook ? health.get().troubles() : List.of();
        return html.page(
                "overview/page",
                new OverviewView(
                        frame,
                        payments(),
                        unsellable(frame),
                        tiles,
                        charts,
                        slots.overview(sections, frame),
                        states,
                        status,
                        troubles,
                        low));
    }

    private @Nullable String payments() {
        if (!payments.ready()) {
            return PaymentSetup.HOW_TO_SET_UP;
        }
        return payments.sandboxRuns() ? PaymentSetup.TEST_CARDS : null;
    }

    private @Nullable String unsellable(Frame frame) {
        List<Product> products =
                frame.may(CatalogPermissions.CATALOG_READ) ? catalog.inOtherCurrencies(NAMED + 1) : List.of();
        if (products.isEmpty()) {
            return null;
        }
        String names = products.stream().limit(NAMED).map(Product::title).collect(Collectors.joining("; "));
        return "Published with prices in another currency than " + catalog.currency() + ", by which nobody can buy: "
                + names + (products.size() > NAMED ? "; and more" : "") + ".";
    }

    private static void tradeTiles(List<Trade.Day> sold, Map<OrderState, Long> counts, List<Tile> tiles) {
        Trade.Day today = sold.getLast();
        List<Trade.Day> week = sold.subList(sold.size() - 7, sold.size());
        long ordersOfWeek = week.stream().mapToLong(Trade.Day::orders).sum();
        boolean whole = week.stream().allMatch(Trade.Day::whole);
        Query ofToday = Query.of("/console/orders").with("from", today.date()).with("to", today.date());
        Query ofWeek =
                Query.of("/console/orders").with("from", week.getFirst().date()).with("to", today.date());
        tiles.add(new Tile(
                "Orders today",
                atLeast(today.whole()) + Formats.count(today.orders()),
                "cancelled left out",
                ofToday.href(),
                ""));
        tiles.add(new Tile("Revenue today", Formats.money(today.revenue()), "gross, less refunds", ofToday.href(), ""));
        tiles.add(new Tile(
                "Orders, 7 days",
                atLeast(whole) + Formats.count(ordersOfWeek),
                Formats.count(Math.round(ordersOfWeek / 7.0)) + " a day",
                ofWeek.href(),
                ""));
        long toPack = counts.getOrDefault(OrderState.PAID, 0L);
        tiles.add(new Tile("To pack", Formats.count(toPack), "paid and waiting", "/console/orders?state=paid", ""));
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

    private static List<StateRow> states(Map<OrderState, Long> counts) {
        long most = Math.max(
                1, counts.values().stream().mapToLong(Long::longValue).max().orElse(1));
        List<StateRow> rows = new ArrayList<>();
        for (OrderState state : OrderState.values()) {
            long count = counts.getOrDefault(state, 0L);
            rows.add(new StateRow(
                    Labels.name(state), count, 100.0 * count / most, "/console/orders?state=" + Labels.code(state)));
        }
        return rows;
    }
}
