package io.peakday.orders;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import io.peakday.payments.Payments;
import io.peakday.payments.SettledPayment;
import io.peakday.pricing.Basket;
import io.peakday.pricing.Destination;
import io.peakday.pricing.Pricing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Writes orders from before, as they ended; priced and taxed like any other. */
final class OrderHistory {
    private static final int BATCH = 500;
    private static final PerformedBy IMPORT = new PerformedBy("import");

    private final Database database;
    private final OrderRows rows;
    private final Pricing pricing;
    private final Payments payments;

    OrderHistory(Database database, OrderRows rows, Pricing pricing, Payments payments) {
        this.database = database;
        this.rows = rows;
        this.pricing = pricing;
        this.payments = payments;
    }

    int write(List<HistoricOrder> orders) {
        int written = 0;
        for (int from = 0; from < orders.size(); from += BATCH) {
            List<HistoricOrder> batch = orders.subList(from, Math.min(from + BATCH, orders.size()));
            written += database.transact(() -> writeBatch(batch));
        }
        return written;
    }

    private int writeBatch(List<HistoricOrder> batch) {
        Set<UUID> there = new HashSet<>(database.sql()
                .sql("select id from orders.orders where id = any(?)")
                .param(batch.stream().map(HistoricOrder::id).toArray(UUID[]::new))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
        List<PlacedOrder> fresh =
                batch.stream().filter(o -> there.add(o.id())).map(this::placed).toList();
        payments.importSettled(fresh.stream()
                .map(PlacedOrder::order)
                .filter(order -> order.paymentId() != null)
                .map(OrderHistory::payment)
                .toList());
        database.connection(tx -> {
            rows.insert(tx, fresh);
            return fresh;
        });
        return fresh.size();
    }

    /** As it was taken; refunded when the order was last touched. */
    private static SettledPayment payment(Order order) {
        return new SettledPayment(
                order.id(),
                "Order " + order.number(),
                order.totals().total(),
                order.refunded(),
                order.placedAt(),
                order.refunded().isZero() ? null : order.updatedAt());
    }

    private PlacedOrder placed(HistoricOrder historic) {
        LocalDate day = historic.placedAt().atZone(ZoneOffset.UTC).toLocalDate();
        Basket basket = new Basket(historic.lines().stream()
                .map(l -> new Basket.Item(l.unitPrice().times(l.quantity()), l.taxClass(), 0))
                .toList());
        Destination to = Destination.of(historic.shipTo());
        Pricing.Priced priced = pricing.price(basket, to, historic.shippingMethod(), day)
                .orElseThrow(() -> Failure.invalid(
                        "orders.no-shipping",
                        "Nothing is shipped to " + to.country() + " by " + historic.shippingMethod()));
        Money zero = Money.zero(basket.goods().currency());
        boolean refunded = historic.state() == OrderState.REFUNDED || historic.state() == OrderState.CANCELLED;
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < historic.lines().size(); i++) {
            lines.add(line(historic, i, priced.lines().get(i), refunded));
        }
        List<TimelineEntry> timeline = timeline(historic);
        Order order = new Order(
                historic.id(),
                OrderNumbers.next(historic.placedAt()),
                historic.customerId(),
                historic.email(),
                historic.state(),
                List.copyOf(lines),
                priced.totals(),
                historic.shipTo(),
                historic.shipTo(),
                priced.shipping(),
                historic.state() == OrderState.PLACED || priced.totals().total().isZero() ? null : historic.id(),
                "Visa •••• 4242",
                refunded ? priced.totals().total() : zero,
                historic.tracking(),
                historic.placedAt(),
                historic.deliveredAt(),
                timeline.getLast().at(),
                1);
        return new PlacedOrder(order, null, timeline);
    }

    private static OrderLine line(HistoricOrder historic, int i, Pricing.LineTax tax, boolean refunded) {
        HistoricOrder.Line l = historic.lines().get(i);
        Money total = l.unitPrice().times(l.quantity());
        return new OrderLine(
                i + 1,
                l.variantId(),
                l.productId(),
                l.sellerId(),
                l.sellerName(),
                l.sku(),
                l.title(),
                l.slug(),
                l.options(),
                l.pictureUrl(),
                l.quantity(),
                l.unitPrice(),
                total,
                tax.rate(),
                tax.tax(),
                historic.state() == OrderState.RETURNED ? l.quantity() : 0,
                refunded ? total : Money.zero(total.currency()));
    }

    /** The states it went through, spread between placing and delivery (or two days). */
    private static List<TimelineEntry> timeline(HistoricOrder historic) {
        List<OrderState> path = switch (historic.state()) {
            case PLACED -> List.of(OrderState.PLACED);
            case PAID -> List.of(OrderState.PLACED, OrderState.PAID);
            case PACKED -> List.of(OrderState.PLACED, OrderState.PAID, OrderState.PACKED);
            case SHIPPED -> List.of(OrderState.PLACED, OrderState.PAID, OrderState.PACKED, OrderState.SHIPPED);
            case DELIVERED ->
                List.of(
                        OrderState.PLACED,
                        OrderState.PAID,
                        OrderState.PACKED,
                        OrderState.SHIPPED,
                        OrderState.DELIVERED);
            case RETURNED ->
                List.of(
                        OrderState.PLACED,
                        OrderState.PAID,
                        OrderState.PACKED,
                        OrderState.SHIPPED,
                        OrderState.DELIVERED,
                        OrderState.RETURNED);
            case CANCELLED -> List.of(OrderState.PLACED, OrderState.PAID, OrderState.CANCELLED);
            case REFUNDED ->
                historic.deliveredAt() == null
                        ? List.of(OrderState.PLACED, OrderState.PAID, OrderState.REFUNDED)
                        : List.of(
                                OrderState.PLACED,
                                OrderState.PAID,
                                OrderState.PACKED,
                                OrderState.SHIPPED,
                                OrderState.DELIVERED,
                                OrderState.REFUNDED);
        };
        Instant placed = historic.placedAt();
        Instant delivered = historic.deliveredAt();
        Duration whole = delivered == null ? Duration.ofDays(2) : Duration.between(placed, delivered);
        List<TimelineEntry> entries = new ArrayList<>();
        OrderState before = null;
        for (int i = 0; i < path.size(); i++) {
            // Placed and paid come at once; the fifth state is the delivery itself, whatever comes after it is later.
            Instant at = placed.plus(whole.multipliedBy(Math.max(0, i - 1)).dividedBy(3));
            entries.add(new TimelineEntry(at, "state", before, path.get(i), IMPORT.label(), "", false));
            before = path.get(i);
        }
        return entries;
    }
}
