package io.peakday.orders;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every order event carries about its order: enough for a mail, a purchase history or a report, without a question
 * back. Amounts are gross, in minor units of {@code currency}.
 *
 * @param customerId null for a guest
 * @param taxNote a sentence for the buyer where the place has its own tax or none; else null
 */
public record OrderFacts(
        UUID orderId,
        String number,
        @Nullable UUID customerId,
        String email,
        String currency,
        List<Line> lines,
        long goodsMinor,
        long shippingMinor,
        long taxMinor,
        long totalMinor,
        Address shipTo,
        Shipping shipping,
        String paidWith,
        Instant placedAt,
        @Nullable String taxNote) {

    /** One line, see {@link OrderLine}. */
    public record Line(
            int position,
            UUID variantId,
            UUID productId,
            UUID sellerId,
            String sku,
            String title,
            String slug,
            Map<String, String> options,
            @Nullable String pictureUrl,
            int quantity,
            long unitMinor,
            long totalMinor) {}

    public Money goods() {
        return Money.of(goodsMinor, currency);
    }

    public Money shippingCost() {
        return Money.of(shippingMinor, currency);
    }

    public Money tax() {
        return Money.of(taxMinor, currency);
    }

    public Money total() {
        return Money.of(totalMinor, currency);
    }

    /** The facts of an order as it stands. */
    public static OrderFacts of(Order order) {
        Totals totals = order.totals();
        return new OrderFacts(
                order.id(),
                order.number(),
                order.customerId(),
                order.email(),
                totals.total().currency().getCurrencyCode(),
                order.lines().stream()
                        .map(l -> new Line(
                                l.position(),
                                l.variantId(),
                                l.productId(),
                                l.sellerId(),
                                l.sku(),
                                l.title(),
                                l.slug(),
                                l.options(),
                                l.pictureUrl(),
                                l.quantity(),
                                l.unitPrice().minor(),
                                l.total().minor()))
                        .toList(),
                totals.goods().minor(),
                totals.shipping().minor(),
                totals.tax().minor(),
                totals.total().minor(),
                order.shipTo(),
                order.shipping(),
                order.paidWith(),
                order.placedAt(),
                totals.taxNote());
    }
}
