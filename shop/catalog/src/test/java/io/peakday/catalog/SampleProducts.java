package io.peakday.catalog;

import io.peakday.kernel.Money;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Products to test with, for the tests of the modules above, too. */
public final class SampleProducts {
    private final Catalog catalog;
    private final Categories categories;
    private final Sellers sellers;

    public SampleProducts(Catalog catalog, Categories categories, Sellers sellers) {
        this.catalog = catalog;
        this.categories = categories;
        this.sellers = sellers;
    }

    /**
     * A published lamp in a category of its own department, in two colours, of which two sellers offer the first.
     *
     * @param price in euros, {@code 89.00}
     */
    public Product lamp(String title, String price) {
        UUID category = categories
                .ensure(List.of(List.of("Home", "Lighting", "Desk lamps")))
                .getFirst();
        UUID seller = sellers.ensure("norrland", "Norrland Living").id();
        UUID other = sellers.ensure("kestrel", "Kestrel").id();
        String sku = title.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "-");
        Money money = Money.parse(price, Money.of(0, "EUR").currency());
        List<VariantDraft> variants = List.of(
                variant(
                        sku + "-SAGE",
                        "Sage",
                        new OfferDraft(null, seller, money, money.plus(Money.of(2_000, "EUR")), null, null),
                        OfferDraft.of(other, money.plus(Money.of(500, "EUR")))),
                variant(sku + "-RUST", "Rust", OfferDraft.of(seller, money)));
        Product draft = catalog.create(new ProductDraft(
                null, null, title, "Norrland", category, "A lamp.\n\nIt gives light.", List.of(), variants, List.of()));
        return catalog.publish(draft.id(), draft.version());
    }

    private static VariantDraft variant(String sku, String colour, OfferDraft... offers) {
        return new VariantDraft(null, sku, null, Map.of("Colour", colour), 900, "standard", List.of(offers), List.of());
    }
}
