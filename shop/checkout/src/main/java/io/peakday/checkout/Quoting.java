package io.peakday.checkout;

import io.peakday.cart.CartLine;
import io.peakday.cart.CartOwner;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import io.peakday.pricing.Basket;
import io.peakday.pricing.Destination;
import io.peakday.pricing.Pricing;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What a cart would cost, with every way it can travel. Lines that cannot be bought now count for nothing. */
final class Quoting {
    private final CheckoutModules modules;
    private final Pricing pricing;
    private final InstantSource clock;

    Quoting(CheckoutModules modules, Pricing pricing, InstantSource clock) {
        this.modules = modules;
        this.pricing = pricing;
        this.clock = clock;
    }

    Quote quote(QuoteRequest request) {
        String postalCode = request.postalCode();
        Destination to = new Destination(request.country(), postalCode == null ? "" : postalCode);
        List<Basket.Item> items = new ArrayList<>();
        for (CartLine line : modules.carts()
                .view(request.cartId(), new CartOwner(request.customerId()))
                .lines()) {
            Money total = line.lineTotal();
            String taxClass = line.taxClass();
            if (total != null && taxClass != null) {
                items.add(new Basket.Item(total, taxClass, (long) line.weightGrams() * line.quantity()));
            }
        }
        if (items.isEmpty()) {
            throw Failure.conflict("orders.empty-cart", "There is nothing in this cart to buy.");
        }
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        return new Quote(
                to.country(),
                pricing.options(new Basket(items), to, today).stream()
                        .map(p -> new Quote.Option(p.shipping(), p.price(), p.freeFrom(), p.totals()))
                        .toList(),
                pricing.taxNote(to, today).orElse(null));
    }
}
