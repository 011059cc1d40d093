package io.peakday.demo;

import io.peakday.catalog.Offer;
import io.peakday.catalog.Product;
import io.peakday.catalog.Variant;
import io.peakday.orders.HistoricOrder;
import io.peakday.orders.OrderState;
import io.peakday.orders.Orders;
import io.peakday.orders.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the demo's orders as history. */
final class HistoryLoader {
    private static final int BATCH = 500;

    private final Orders orders;
    private final Map<UUID, String> sellerNames;
    private final List<Product> products;
    private final long seed;
    private final Instant now;

    HistoryLoader(Orders orders, Map<UUID, String> sellerNames, List<Product> products, long seed, Instant now) {
        this.orders = orders;
        this.sellerNames = sellerNames;
        this.products = products;
        this.seed = seed;
        this.now = now;
    }

    /** @param accounts the ids of those customers that have an account; the others are guests */
    List<HistoricOrder> load(
            List<DemoOrder> history, List<DemoCustomer> customers, List<UUID> accounts, DemoProgress progress) {
        List<HistoricOrder> written = new ArrayList<>(history.size());
        for (int from = 0; from < history.size(); from += BATCH) {
            List<HistoricOrder> batch = history.subList(from, Math.min(history.size(), from + BATCH)).stream()
                    .map(order -> historic(order, customers.get(order.customer()), accounts))
                    .toList();
            orders.importHistory(batch);
            written.addAll(batch);
            progress.reached("orders", written.size(), history.size());
        }
        return written;
    }

    private HistoricOrder historic(DemoOrder order, DemoCustomer customer, List<UUID> accounts) {
        Dice dice = Dice.of(seed, "fate", order.number());
        OrderState state = fate(dice, Duration.between(order.placedAt(), now));
        boolean arrived = state == OrderState.DELIVERED || state == OrderState.RETURNED || state == OrderState.REFUNDED;
        boolean sent = arrived || state == OrderState.SHIPPED;
        Instant delivered = order.placedAt().plus(Duration.ofHours(dice.between(30, 92)));
        return new HistoricOrder(
                new UUID(seed * 31 + 0x7000, order.number() | 0x8000000000000000L),
                order.customer() < accounts.size() ? accounts.get(order.customer()) : null,
                customer.email(),
                state,
                customer.address(),
                dice.chance(0.14) ? "express" : "standard",
                order.lines().stream().map(this::line).toList(),
                order.placedAt(),
                arrived ? (delivered.isAfter(now) ? now : delivered) : null,
                sent ? new Tracking("Peakday Post", "PP%010d".formatted(order.number()), null) : null);
    }

    private static OrderState fate(Dice dice, Duration age) {
        if (age.compareTo(Duration.ofDays(4)) > 0) {
            double fate = dice.part();
            return fate < 0.02
                    ? OrderState.CANCELLED
                    : fate < 0.045 ? OrderState.REFUNDED : fate < 0.055 ? OrderState.RETURNED : OrderState.DELIVERED;
        }
        if (age.compareTo(Duration.ofDays(2)) > 0) {
            return dice.chance(0.3) ? OrderState.DELIVERED : OrderState.SHIPPED;
        }
        return age.compareTo(Duration.ofHours(14)) > 0
                ? dice.chance(0.7) ? OrderState.SHIPPED : OrderState.PACKED
                : dice.chance(0.3) ? OrderState.PACKED : OrderState.PAID;
    }

    private HistoricOrder.Line line(DemoOrder.Line line) {
        Product product = products.get(line.product());
        Variant variant = product.variants().get(line.variant());
        Offer offer = variant.bestOffer(now).orElse(variant.offers().getFirst());
        @Nullable String picture = CatalogueLoader.picture(product, line.variant());
        return new HistoricOrder.Line(
                variant.id(),
                product.id(),
                offer.sellerId(),
                sellerNames.getOrDefault(offer.sellerId(), "Peakday"),
                variant.sku(),
                product.title(),
                product.slug(),
                variant.options(),
                picture,
                line.quantity(),
                offer.price(),
                variant.taxClass());
    }
}
