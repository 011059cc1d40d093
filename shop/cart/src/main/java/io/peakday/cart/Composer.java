package io.peakday.cart;

import io.peakday.catalog.VariantView;
import io.peakday.kernel.Money;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the catalogue and the stock for what {@link Views} puts together. */
final class Composer {
    private final KnownVariants catalog;
    private final Function<Collection<UUID>, Map<UUID, Integer>> available;
    private final Function<UUID, Optional<UUID>> orders;
    private final Currency currency;

    /**
     * @param catalog what is known of variants
     * @param available units that can be promised, for pages
     * @param orders what a completed cart became
     */
    Composer(
            KnownVariants catalog,
            Function<Collection<UUID>, Map<UUID, Integer>> available,
            Function<UUID, Optional<UUID>> orders,
            Currency currency) {
        this.catalog = catalog;
        this.available = available;
        this.orders = orders;
        this.currency = currency;
    }

    /** The price of now; null where the variant is not sold here. */
    @Nullable
    Money price(UUID variantId) {
        return Views.price(catalog.remembered(List.of(variantId)).get(variantId), currency);
    }

    CartView compose(CartRow cart, List<LineRow> lines) {
        CartView view = compose(List.of(cart), Map.of(cart.id(), lines), catalog::remembered)
                .get(cart.id());
        if (view == null) {
            throw new IllegalStateException("made above");
        }
        return view;
    }

    /** By what the database says of their variants, which is asked once for all the carts. */
    Map<UUID, CartView> composeCurrent(Collection<CartRow> carts, Map<UUID, List<LineRow>> lines) {
        return compose(carts, lines, catalog::current);
    }

    private Map<UUID, CartView> compose(
            Collection<CartRow> carts,
            Map<UUID, List<LineRow>> lines,
            Function<Collection<UUID>, Map<UUID, VariantView>> variantsOf) {
        var variants = new HashSet<UUID>();
        carts.forEach(cart -> lines.getOrDefault(cart.id(), List.of()).forEach(line -> variants.add(line.variantId())));
        Map<UUID, VariantView> known = variantsOf.apply(variants);
        Map<UUID, Integer> there = available.apply(variants);
        Map<UUID, CartView> views = new HashMap<>();
        for (CartRow cart : carts) {
            UUID order = cart.state() == CartState.COMPLETED
                    ? orders.apply(cart.id()).orElse(null)
                    : null;
            views.put(
                    cart.id(), Views.of(cart, lines.getOrDefault(cart.id(), List.of()), known, there, currency, order));
        }
        return views;
    }
}
