package io.peakday.demo;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Media;
import io.peakday.catalog.OfferDraft;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductDraft;
import io.peakday.catalog.Sellers;
import io.peakday.catalog.Upserted;
import io.peakday.catalog.VariantDraft;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the demo's products into the catalogue and their stock on the shelves. */
final class CatalogueLoader {
    private static final int BATCH = 200;

    private final Catalog catalog;
    private final Categories categories;
    private final Sellers sellers;
    private final Inventory inventory;
    private final Vocabulary words;

    CatalogueLoader(Catalog catalog, Categories categories, Sellers sellers, Inventory inventory, Vocabulary words) {
        this.catalog = catalog;
        this.categories = categories;
        this.sellers = sellers;
        this.inventory = inventory;
        this.words = words;
    }

    /** What is in the catalogue afterwards, in the order of the demo's products. */
    List<Product> load(List<DemoProduct> products, DemoProgress progress) {
        List<UUID> sellerIds = new ArrayList<>();
        for (int i = 0; i < words.sellers().size(); i++) {
            sellerIds.add(sellers.ensure(sellerId(i), words.sellers().get(i)).id());
        }
        List<UUID> categoryIds = categories.ensure(words.categories().stream()
                .map(kind -> List.of(kind.department(), kind.category(), kind.subcategory()))
                .toList());
        List<Product> loaded = new ArrayList<>(products.size());
        UUID location = inventory.locations().primaryId();
        for (int from = 0; from < products.size(); from += BATCH) {
            List<DemoProduct> batch = products.subList(from, Math.min(products.size(), from + BATCH));
            List<ProductDraft> drafts = batch.stream()
                    .map(product -> draft(
                            product,
                            categoryIds.get(
                                    product.number() % words.categories().size()),
                            sellerIds))
                    .toList();
            List<Product> stored = catalog.products(catalog.upsert(drafts, true).stream()
                    .map(CatalogueLoader::id)
                    .toList());
            inventory.setLevels(levels(batch, stored, location), "demo store");
            loaded.addAll(stored);
            progress.reached("products", loaded.size(), products.size());
        }
        return loaded;
    }

    /** How a product of the demo is named, whatever its seed. */
    static String externalId(int number) {
        return "demo-" + number;
    }

    static String sellerId(int number) {
        return "demo-seller-" + number;
    }

    private static UUID id(Upserted outcome) {
        return switch (outcome) {
            case Upserted.Created created -> created.productId();
            case Upserted.Updated updated -> updated.productId();
            case Upserted.Unchanged unchanged -> unchanged.productId();
            case Upserted.Rejected rejected ->
                throw new IllegalStateException("the demo makes only good products: " + rejected.reasons());
        };
    }

    private static ProductDraft draft(DemoProduct product, UUID category, List<UUID> sellers) {
        String first = product.variants().getFirst().colour();
        List<VariantDraft> variants = product.variants().stream()
                .map(variant -> new VariantDraft(
                        null,
                        variant.sku(),
                        null,
                        variant.options(),
                        variant.grams(),
                        product.kind().taxClass(),
                        offers(product, variant, sellers),
                        variant.colour().equals(first) ? List.of() : media(product, first, variant.colour())))
                .toList();
        return new ProductDraft(
                externalId(product.number()),
                null,
                product.title(),
                product.brand(),
                category,
                product.description(),
                product.attributes(),
                variants,
                media(product, first, first));
    }

    private static List<OfferDraft> offers(DemoProduct product, DemoProduct.DemoVariant variant, List<UUID> sellers) {
        List<OfferDraft> offers = new ArrayList<>();
        offers.add(new OfferDraft(
                null,
                sellers.get(product.firstSeller()),
                euros(variant.priceMinor()),
                variant.listPriceMinor() == null ? null : euros(variant.listPriceMinor()),
                null,
                null));
        if (variant.rivalSeller() >= 0 && variant.rivalSeller() != product.firstSeller()) {
            offers.add(OfferDraft.of(sellers.get(variant.rivalSeller()), euros(variant.rivalPriceMinor())));
        }
        return offers;
    }

    private static Money euros(long minor) {
        return Money.of(minor, "EUR");
    }

    private static List<Media> media(DemoProduct product, String first, String colour) {
        return product.pictures().stream()
                .map(url -> new Media(
                        ProductGenerator.recoloured(url, first, colour),
                        product.title() + ", " + colour.toLowerCase(java.util.Locale.ROOT),
                        800,
                        800))
                .toList();
    }

    private static List<LevelSetting> levels(List<DemoProduct> batch, List<Product> stored, UUID location) {
        List<LevelSetting> levels = new ArrayList<>();
        for (int p = 0; p < batch.size(); p++) {
            for (int v = 0; v < batch.get(p).variants().size(); v++) {
                levels.add(new LevelSetting(
                        stored.get(p).variants().get(v).id(),
                        location,
                        batch.get(p).variants().get(v).stock()));
            }
        }
        return levels;
    }

    /** The picture of a variant, its own or its product's. */
    static @Nullable String picture(Product product, int variant) {
        List<Media> own = product.variants().get(variant).media();
        List<Media> media = own.isEmpty() ? product.media() : own;
        return media.isEmpty() ? null : media.getFirst().url();
    }
}
