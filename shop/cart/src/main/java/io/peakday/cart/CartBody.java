package io.peakday.cart;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A cart as JSON. Amounts are minor units with their currency. */
record CartBody(
        UUID id,
        String state,
        long version,
        int itemCount,
        Amount subtotal,
        List<Line> lines,
        List<Line> saved,
        String differencesTag,
        @Nullable UUID orderId,
        @Nullable UUID continuedBy) {

    record Amount(long minor, String currency) {
        static @Nullable Amount of(@Nullable Money money) {
            return money == null
                    ? null
                    : new Amount(money.minor(), money.currency().getCurrencyCode());
        }
    }

    record Line(
            UUID variantId,
            @Nullable UUID productId,
            @Nullable String slug,
            String title,
            Map<String, String> options,
            @Nullable String sku,
            @Nullable String seller,
            CartLine.@Nullable Picture picture,
            int quantity,
            @Nullable Amount unitPrice,
            @Nullable Amount lineTotal,
            int available,
            Instant addedAt,
            List<Change> differences,
            @Nullable Claimed claimed) {}

    /**
     * One difference since the shopper last looked.
     *
     * @param kind {@code price-up}, {@code price-down}, {@code no-longer-available} or {@code only-left}
     * @param left of {@code only-left}
     */
    record Change(
            String kind,
            @Nullable Amount from,
            @Nullable Amount to,
            @Nullable Integer left) {
        static Change of(Difference difference) {
            return switch (difference) {
                case Difference.PriceUp(Money from, Money to) ->
                    new Change("price-up", Amount.of(from), Amount.of(to), null);
                case Difference.PriceDown(Money from, Money to) ->
                    new Change("price-down", Amount.of(from), Amount.of(to), null);
                case Difference.NoLongerAvailable() -> new Change("no-longer-available", null, null, null);
                case Difference.OnlyLeft(int left) -> new Change("only-left", null, null, left);
            };
        }
    }

    static CartBody of(CartView cart) {
        return new CartBody(
                cart.id(),
                cart.state().name(),
                cart.version(),
                cart.itemCount(),
                new Amount(cart.subtotal().minor(), cart.subtotal().currency().getCurrencyCode()),
                cart.lines().stream().map(CartBody::line).toList(),
                cart.saved().stream().map(CartBody::line).toList(),
                cart.differencesTag(),
                cart.orderId(),
                cart.continuedBy());
    }

    private static Line line(CartLine line) {
        return new Line(
                line.variantId(),
                line.productId(),
                line.slug(),
                line.title(),
                line.options(),
                line.sku(),
                line.sellerName(),
                line.picture(),
                line.quantity(),
                Amount.of(line.unitPrice()),
                Amount.of(line.lineTotal()),
                line.available(),
                line.addedAt(),
                line.differences().stream().map(Change::of).toList(),
                line.claimed());
    }
}
