package io.peakday.cart;

import io.peakday.catalog.VariantView;
import io.peakday.engines.Database;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.sale.Hold;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Carts on a database of the test, before a range of goods whose prices and stock the test sets. */
final class Stage {
    static final CartOwner GUEST = CartOwner.guest();

    final TestDatabase postgres;
    final SteppedClock clock = new SteppedClock();
    final CartSettings settings;
    final Map<UUID, VariantView> range = new ConcurrentHashMap<>();
    final Map<UUID, Integer> stock = new ConcurrentHashMap<>();
    final Map<UUID, Hold> holds = new ConcurrentHashMap<>();
    final Carts carts;

    Stage(TestDatabase postgres) {
        this(postgres, CartSettings.defaults());
    }

    Stage(TestDatabase postgres, CartSettings settings) {
        this.postgres = postgres;
        this.settings = settings;
        this.carts = node(postgres.database());
    }

    Carts anotherNode() {
        return node(postgres.anotherNode());
    }

    Carts node(Database database) {
        return new Carts(database, this::known, this::available, this::hold, clock, settings);
    }

    private Map<UUID, VariantView> known(Collection<UUID> variants) {
        Map<UUID, VariantView> known = new HashMap<>();
        variants.forEach(variant -> {
            VariantView view = range.get(variant);
            if (view != null) {
                known.put(variant, view);
            }
        });
        return known;
    }

    private Map<UUID, Integer> available(Collection<UUID> variants) {
        Map<UUID, Integer> available = new HashMap<>();
        variants.forEach(variant -> available.put(variant, stock.getOrDefault(variant, 0)));
        return available;
    }

    private Optional<Hold> hold(UUID sale, UUID customer) {
        return Optional.ofNullable(holds.get(sale))
                .filter(hold -> hold.customerId().equals(customer))
                .filter(hold -> hold.until().isAfter(Instant.now()));
    }

    /** This customer holds so many units for ten minutes. */
    Hold hold(UUID customer, UUID variant, long cents, int quantity) {
        Hold hold = new Hold(
                Ids.next(),
                customer,
                variant,
                Money.of(cents, "EUR"),
                quantity,
                Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MICROS));
        holds.put(hold.saleId(), hold);
        return hold;
    }

    /** A variant at this price, of which there is plenty. */
    UUID variant(long cents) {
        UUID variant = Ids.next();
        price(variant, cents);
        stock.put(variant, 1_000);
        return variant;
    }

    void price(UUID variant, long cents) {
        range.put(variant, view(variant, Money.of(cents, "EUR"), true));
    }

    void withdraw(UUID variant) {
        range.put(variant, view(variant, null, false));
    }

    static VariantView view(UUID variant, @Nullable Money price, boolean purchasable) {
        return new VariantView(
                variant,
                new UUID(1, 1),
                "lamp",
                "Lamp",
                Map.of("Colour", "Red"),
                "SKU-1",
                null,
                new UUID(2, 2),
                new UUID(3, 3),
                "Nordlicht",
                price,
                "standard",
                1_200,
                purchasable,
                null,
                "Nordlicht",
                new UUID(4, 4),
                1);
    }

    UUID cart() {
        return carts.create(GUEST);
    }

    CartView view(UUID cart) {
        return carts.view(cart, GUEST);
    }

    /** Variant to quantity of the lines to be bought. */
    static Map<UUID, Integer> quantities(CartView view) {
        Map<UUID, Integer> quantities = new HashMap<>();
        view.lines().forEach(line -> quantities.put(line.variantId(), line.quantity()));
        return quantities;
    }
}
