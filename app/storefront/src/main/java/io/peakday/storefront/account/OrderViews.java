package io.peakday.storefront.account;

import io.peakday.kernel.Money;
import io.peakday.orders.Order;
import io.peakday.orders.OrderLine;
import io.peakday.orders.OrderRefund;
import io.peakday.orders.OrderReturn;
import io.peakday.orders.OrderState;
import io.peakday.orders.OrderSummary;
import io.peakday.orders.Orders;
import io.peakday.orders.TimelineEntry;
import io.peakday.orders.Tracking;
import io.peakday.pricing.Address;
import io.peakday.storefront.account.AccountViews.OrderRow;
import io.peakday.storefront.checkout.CheckoutPage;
import io.peakday.storefront.checkout.Countries;
import io.peakday.storefront.layout.Cards;
import io.peakday.ui.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows an order the way its customer wants to see it. */
public final class OrderViews {
    private static final List<OrderState> ROAD =
            List.of(OrderState.PLACED, OrderState.PAID, OrderState.PACKED, OrderState.SHIPPED, OrderState.DELIVERED);
    private static final Map<OrderState, String> WORDS = Map.of(
            OrderState.PLACED, "Placed",
            OrderState.PAID, "Paid",
            OrderState.PACKED, "Packed",
            OrderState.SHIPPED, "On its way",
            OrderState.DELIVERED, "Delivered",
            OrderState.CANCELLED, "Cancelled",
            OrderState.RETURNED, "Returned",
            OrderState.REFUNDED, "Refunded");

    private final Orders orders;

    public OrderViews(Orders orders) {
        this.orders = orders;
    }

    public OrderView of(Order order) {
        List<OrderReturn> returns = orders.returns(order.id());
        Tracking tracking = order.tracking();
        return new OrderView(
                order.number(),
                order.email(),
                order.placedAt(),
                word(order.state()),
                kind(order.state()),
                expected(order),
                steps(order, orders.timeline(order.id())),
                order.lines().stream().map(line -> item(order, line)).toList(),
                totals(order),
                order.totals().total(),
                order.totals().taxNote(),
                lines(order.shipTo()),
                lines(order.billTo()),
                order.shipping().name(),
                order.paidWith(),
                tracking == null ? null : new OrderView.Track(tracking.carrier(), tracking.number(), tracking.url()),
                returns.stream().map(back -> returned(order, back)).toList(),
                order.state().mayBecome(OrderState.CANCELLED),
                order.lines().stream().anyMatch(line -> orders.returnable(order, line) > 0));
    }

    static OrderRow row(OrderSummary order) {
        return new OrderRow(
                order.number(),
                order.placedAt(),
                word(order.state()),
                kind(order.state()),
                order.items(),
                order.total(),
                List.of(Cards.picture(order.pictureUrl(), "")));
    }

    static String word(OrderState state) {
        return WORDS.getOrDefault(state, state.name());
    }

    static String kind(OrderState state) {
        return switch (state) {
            case PLACED, PAID, PACKED -> "info";
            case SHIPPED, DELIVERED -> "good";
            case CANCELLED -> "bad";
            case RETURNED, REFUNDED -> "warn";
        };
    }

    private static String expected(Order order) {
        return switch (order.state()) {
            case PLACED, PAID, PACKED, SHIPPED ->
                "Expected "
                        + CheckoutPage.days(
                                order.shipping().earliest(), order.shipping().latest())
                        + ".";
            case DELIVERED, CANCELLED, RETURNED, REFUNDED -> "";
        };
    }

    /** What has happened, with its time, then what is still to come; a road that was left ends where it was left. */
    private static List<Step> steps(Order order, List<TimelineEntry> timeline) {
        Map<OrderState, Instant> reached = new EnumMap<>(OrderState.class);
        List<Step> steps = new ArrayList<>();
        for (TimelineEntry entry : timeline) {
            if (!entry.internal() && entry.to() != null) {
                reached.putIfAbsent(entry.to(), entry.at());
            }
        }
        reached.putIfAbsent(OrderState.PLACED, order.placedAt());
        boolean left = !ROAD.contains(order.state());
        for (OrderState state : ROAD) {
            Instant at = reached.get(state);
            if (at != null) {
                boolean now = state == order.state() && state != OrderState.DELIVERED;
                steps.add(new Step(now ? Step.State.NOW : Step.State.DONE, word(state), at, ""));
            } else if (!left) {
                boolean passed = ROAD.indexOf(state) <= ROAD.indexOf(order.state());
                steps.add(new Step(
                        passed ? (state == order.state() ? Step.State.NOW : Step.State.DONE) : Step.State.TODO,
                        word(state),
                        null,
                        ""));
            }
        }
        if (left) {
            Step.State state = order.state() == OrderState.CANCELLED ? Step.State.BAD : Step.State.DONE;
            Stream.of(OrderState.RETURNED, OrderState.CANCELLED, OrderState.REFUNDED)
                    .filter(end -> end == order.state() || reached.containsKey(end))
                    .forEach(end -> steps.add(new Step(state, word(end), reached.get(end), "")));
        }
        return steps;
    }

    private OrderView.Item item(Order order, OrderLine line) {
        return new OrderView.Item(
                line.position(),
                line.productId().toString(),
                "/p/" + line.slug(),
                line.title(),
                String.join(" · ", line.options().values()),
                line.sellerName(),
                Cards.picture(line.pictureUrl(), line.title()),
                line.quantity(),
                line.total(),
                line.returned() > 0 ? line.returned() + " returned" : "",
                orders.returnable(order, line));
    }

    private List<OrderView.Row> totals(Order order) {
        List<OrderView.Row> rows = new ArrayList<>();
        rows.add(new OrderView.Row("Goods", order.totals().goods(), false));
        rows.add(new OrderView.Row("Delivery", order.totals().shipping(), false));
        order.totals()
                .taxesShown()
                .forEach(part -> rows.add(new OrderView.Row("including VAT " + part.label(), part.tax(), true)));
        Money refunded = order.refunded();
        if (!refunded.isZero()) {
            rows.add(new OrderView.Row("Refunded", refunded, true));
            Money tax = orders.refunds(order).stream()
                    .filter(refund -> refund.state() == OrderRefund.State.DONE)
                    .map(OrderRefund::tax)
                    .reduce(Money.zero(refunded.currency()), Money::plus);
            if (!tax.isZero()) {
                rows.add(new OrderView.Row("including VAT of", tax, true));
            }
        }
        return rows;
    }

    private static OrderView.Return returned(Order order, OrderReturn back) {
        StringBuilder what = new StringBuilder();
        back.lines()
                .forEach(part -> order.lines().stream()
                        .filter(line -> line.position() == part.position())
                        .findFirst()
                        .ifPresent(line -> what.append(what.isEmpty() ? "" : ", ")
                                .append(part.quantity())
                                .append(" × ")
                                .append(line.title())));
        return new OrderView.Return(
                switch (back.state()) {
                    case REQUESTED -> "Announced";
                    case RECEIVED -> "Received";
                    case REJECTED -> "Not accepted";
                },
                switch (back.state()) {
                    case REQUESTED -> "info";
                    case RECEIVED -> "good";
                    case REJECTED -> "bad";
                },
                what.toString(),
                back.requestedAt());
    }

    static List<String> lines(Address address) {
        List<String> lines = new ArrayList<>();
        lines.add(address.name());
        lines.add(address.line1());
        addIfThere(lines, address.line2());
        lines.add(address.postalCode() + " " + address.city());
        addIfThere(lines, address.region());
        lines.add(Countries.name(address.country()));
        return lines;
    }

    static void addIfThere(List<String> lines, @Nullable String line) {
        if (line != null && !line.isBlank()) {
            lines.add(line);
        }
    }
}
