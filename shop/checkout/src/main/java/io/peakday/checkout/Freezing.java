package io.peakday.checkout;

import io.peakday.cart.CartLine;
import io.peakday.cart.CartView;
import io.peakday.cart.Claimed;
import io.peakday.cart.Difference.NoLongerAvailable;
import io.peakday.cart.Difference.OnlyLeft;
import io.peakday.cart.Difference.PriceDown;
import io.peakday.cart.Difference.PriceUp;
import io.peakday.catalog.Media;
import io.peakday.catalog.VariantView;
import io.peakday.checkout.CheckoutOutcome.Difference;
import io.peakday.checkout.CheckoutOutcome.Missing;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Money;
import io.peakday.orders.OrderLine;
import io.peakday.pricing.Address;
import io.peakday.pricing.Basket;
import io.peakday.pricing.Destination;
import io.peakday.pricing.Pricing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The decision whether a cart can be bought as the shopper saw it, and what is then agreed. Values in, values out. */
final class Freezing {
    private final Pricing pricing;

    Freezing(Pricing pricing) {
        this.pricing = pricing;
    }

    /** Either agreed, or what the shopper must be shown first. */
    sealed interface Result {
        record Agreed(CheckoutSnapshot frozen) implements Result {}

        record Refused(CheckoutOutcome outcome) implements Result {}

        /** Nothing can be agreed on with this request. */
        record Impossible(Failure failure) implements Result {}
    }

    Result freeze(CheckoutRequest request, CartView cart, Map<UUID, VariantView> variants, LocalDate today) {
        List<Missing> missing = missing(cart, variants);
        if (!missing.isEmpty()) {
            return new Result.Refused(new CheckoutOutcome.OutOfStock(missing));
        }
        Money expected = request.expectedTotal();
        List<Difference> differences = priceDifferences(cart);
        if (expected == null && !differences.isEmpty()) {
            return new Result.Refused(new CheckoutOutcome.Changed(differences, null));
        }
        Optional<CheckoutSnapshot> agreed = agreed(request, cart, variants, today);
        if (agreed.isEmpty()) {
            return new Result.Impossible(noShipping(request));
        }
        CheckoutSnapshot frozen = agreed.get();
        Money total = frozen.totals().total();
        if (expected != null && !total.equals(expected)) {
            List<Difference> all = new ArrayList<>(differences);
            all.add(new Difference(null, "Total", "total", expected, total));
            return new Result.Refused(new CheckoutOutcome.Changed(List.copyOf(all), total));
        }
        return new Result.Agreed(frozen);
    }

    private Optional<CheckoutSnapshot> agreed(
            CheckoutRequest request, CartView cart, Map<UUID, VariantView> variants, LocalDate today) {
        List<Basket.Item> items = new ArrayList<>();
        for (CartLine line : cart.lines()) {
            VariantView variant = require(variants, line);
            items.add(new Basket.Item(
                    price(variant, line).times(line.quantity()),
                    variant.taxClass(),
                    (long) variant.weightGrams() * line.quantity()));
        }
        Address shipTo = request.shipTo();
        return pricing.price(new Basket(items), Destination.of(shipTo), request.shippingMethod(), today)
                .map(priced -> frozen(request, cart, variants, priced));
    }

    private static CheckoutSnapshot frozen(
            CheckoutRequest request, CartView cart, Map<UUID, VariantView> variants, Pricing.Priced priced) {
        Address shipTo = request.shipTo();
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < cart.lines().size(); i++) {
            CartLine line = cart.lines().get(i);
            lines.add(line(i + 1, line, require(variants, line), priced.lines().get(i)));
        }
        Address billTo = request.billTo();
        return new CheckoutSnapshot(
                List.copyOf(lines),
                priced.totals(),
                priced.shipping(),
                shipTo,
                billTo == null ? shipTo : billTo,
                request.paidWith(),
                claims(cart));
    }

    private static List<CheckoutSnapshot.Claim> claims(CartView cart) {
        List<CheckoutSnapshot.Claim> claims = new ArrayList<>();
        for (CartLine line : cart.lines()) {
            Claimed claimed = line.claimed();
            if (claimed != null) {
                claims.add(new CheckoutSnapshot.Claim(claimed.saleId(), line.variantId(), line.quantity()));
            }
        }
        return claims;
    }

    private static OrderLine line(int position, CartLine line, VariantView variant, Pricing.LineTax tax) {
        Money unit = price(variant, line);
        Media picture = variant.picture();
        return new OrderLine(
                position,
                variant.variantId(),
                variant.productId(),
                known(variant.sellerId(), line),
                known(variant.sellerName(), line),
                variant.sku(),
                variant.title(),
                variant.slug(),
                variant.options(),
                picture == null ? null : picture.url(),
                line.quantity(),
                unit,
                unit.times(line.quantity()),
                tax.rate(),
                tax.tax(),
                0,
                Money.zero(unit.currency()));
    }

    /** What cannot be bought at all. Whether enough is left is not asked here but decided by the reservation. */
    private static List<Missing> missing(CartView cart, Map<UUID, VariantView> variants) {
        List<Missing> missing = new ArrayList<>();
        for (CartLine line : cart.lines()) {
            VariantView variant = variants.get(line.variantId());
            boolean buyable = variant != null && variant.purchasable() && variant.price() != null;
            if (!buyable) {
                missing.add(new Missing(line.variantId(), line.title(), line.quantity(), 0));
            }
        }
        return List.copyOf(missing);
    }

    private static List<Difference> priceDifferences(CartView cart) {
        List<Difference> differences = new ArrayList<>();
        for (CartLine line : cart.lines()) {
            for (io.peakday.cart.Difference difference : line.differences()) {
                switch (difference) {
                    case PriceUp up ->
                        differences.add(new Difference(line.variantId(), line.title(), "price", up.from(), up.to()));
                    case PriceDown down ->
                        differences.add(
                                new Difference(line.variantId(), line.title(), "price", down.from(), down.to()));
                    case NoLongerAvailable gone -> {}
                    case OnlyLeft left -> {}
                }
            }
        }
        return List.copyOf(differences);
    }

    private static VariantView require(Map<UUID, VariantView> variants, CartLine line) {
        return known(variants.get(line.variantId()), line);
    }

    /** What was claimed costs what the sale says. */
    private static Money price(VariantView variant, CartLine line) {
        return known(line.claimed() == null ? variant.price() : line.unitPrice(), line);
    }

    /** What {@link #missing} has already made sure of. */
    private static <T> T known(@Nullable T value, CartLine line) {
        if (value == null) {
            throw new IllegalStateException("variant " + line.variantId() + " is buyable without an offer");
        }
        return value;
    }

    private static Failure noShipping(CheckoutRequest request) {
        String sentence =
                "Nothing is shipped to " + request.shipTo().country() + " by " + request.shippingMethod() + ".";
        return Failure.invalid(
                "orders.no-shipping", sentence, List.of(new FieldError("shippingMethod", "not-offered", sentence)));
    }
}
