package io.peakday.cart;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cart as its owner sees it, checked against catalogue and stock at this moment.
 *
 * @param id the cart's id; of a guest's cart it is the only key to it
 * @param state {@code OPEN} (can be changed), {@code CHECKOUT} (frozen until its checkout has ended), {@code COMPLETED} (became an order)
 *     or {@code MERGED} (its lines went into the cart of the customer who signed in)
 * @param version grows with every change of the cart
 * @param itemCount units in {@code lines}, those that cannot be bought included
 * @param subtotal of the lines that can be bought, at the prices of now; gross, without shipping
 * @param lines what is to be bought, in the order in which it was put in
 * @param saved what is kept for later; counts towards nothing
 * @param differencesTag names exactly the differences shown, to accept them; empty if there are none
 * @param orderId the order that the cart became, in state {@code COMPLETED}; else null
 * @param continuedBy the cart to use instead, in states {@code COMPLETED} and {@code MERGED}; else null
 */
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

    /**
     * An amount of money.
     *
     * @param minor in the currency's minor unit: cents of EUR, whole yen of JPY
     * @param currency ISO 4217 code
     */
    record Amount(long minor, String currency) {
        static @Nullable Amount of(@Nullable Money money) {
            return money == null
                    ? null
                    : new Amount(money.minor(), money.currency().getCurrencyCode());
        }
    }

    /**
     * A line of a cart as it stands now.
     *
     * @param variantId the variant; the line's name within its cart
     * @param productId the variant's product; null where the catalogue no longer knows the variant
     * @param slug the product's name in addresses of the shop; null where the catalogue no longer knows the variant
     * @param title the product's title; {@code No longer in our range} where the catalogue no longer knows it
     * @param options what tells the variant from others of its product, such as colour: Red; in the order of the product's page
     * @param sku the seller's number of the variant; null where the catalogue no longer knows it
     * @param seller the seller's name; null where nobody sells the variant now
     * @param picture the variant's picture; null where there is none
     * @param quantity units wanted
     * @param unitPrice gross, of now; of a claimed line the sale's. Null where it cannot be bought
     * @param lineTotal {@code unitPrice} times {@code quantity}; null where that is
     * @param available units that can be promised now; of a claimed line those that are held
     * @param addedAt when the line was put in
     * @param differences what has changed since the shopper put it in or last accepted changes; empty if nothing has, and of lines that are
     *     kept for later
     * @param claimed where the units are held for the shopper; null of an ordinary line
     */
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
     * One difference of a line since the shopper put it in or last accepted changes.
     *
     * @param kind {@code price-up}, {@code price-down}, {@code no-longer-available} (withdrawn or sold out; the line counts for nothing) or
     *     {@code only-left} (fewer than wanted)
     * @param from the unit price accepted before, of {@code price-up} and {@code price-down}; else null
     * @param to the unit price of now, of {@code price-up} and {@code price-down}; else null
     * @param left units that are left, 1 or more, of {@code only-left}; else null
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
