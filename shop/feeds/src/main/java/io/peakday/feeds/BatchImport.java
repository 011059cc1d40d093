package io.peakday.feeds;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.catalog.OfferDraft;
import io.peakday.catalog.ProductDraft;
import io.peakday.catalog.ProductState;
import io.peakday.catalog.ProductUpsert;
import io.peakday.catalog.Seller;
import io.peakday.catalog.Sellers;
import io.peakday.catalog.Upserted;
import io.peakday.catalog.VariantDraft;
import io.peakday.feeds.ImportedProduct.ImportedVariant;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saves some items: makes the categories and sellers they name, then the products, then the stock. */
final class BatchImport {
    private static final int REMEMBERED = 20_000;
    private static final List<String> NO_CATEGORY = List.of("Uncategorised");

    private final Catalog catalog;
    private final Categories categories;
    private final Sellers sellers;
    private final boolean publish;
    private final StockSink stock;
    private final Map<List<String>, UUID> paths = new HashMap<>();
    private final Map<String, UUID> sellerIds = new HashMap<>();

    BatchImport(Catalog catalog, Categories categories, Sellers sellers, boolean publish, StockSink stock) {
        this.catalog = catalog;
        this.categories = categories;
        this.sellers = sellers;
        this.publish = publish;
        this.stock = stock;
    }

    /** What became of a batch. */
    record Outcome(int created, int updated, int unchanged, List<Item.Rejected> rejected) {}

    /** Products with what they refer to, looked up or made. */
    record Prepared(List<Item.Wanted> items, List<ProductDraft> drafts, List<Item.Rejected> rejected) {}

    /** Outside the transaction that saves them: categories and sellers may stay although it fails. */
    Prepared prepare(List<Item> items) {
        List<Item.Rejected> rejected = new ArrayList<>();
        List<Item.Wanted> wanted = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Rejected reject -> rejected.add(reject);
                case Item.Wanted good -> wanted.add(good);
            }
        }
        makeCategories(wanted, rejected);
        List<Item.Wanted> ready = new ArrayList<>();
        List<ProductDraft> drafts = new ArrayList<>();
        CategoryTree tree = categories.tree();
        for (Item.Wanted item : wanted) {
            Optional<UUID> category = category(tree, item.product());
            if (category.isEmpty()) {
                continue;
            }
            try {
                drafts.add(draft(item.product(), category.get()));
                ready.add(item);
            } catch (Failure e) {
                rejected.add(rejection(item, e));
            }
        }
        return new Prepared(ready, drafts, rejected);
    }

    /** In the transaction that moves the checkpoint. */
    Outcome save(Prepared prepared) {
        List<Item.Rejected> rejected = new ArrayList<>(prepared.rejected());
        List<Upserted> outcomes = upsert(prepared);
        int created = 0;
        int updated = 0;
        int unchanged = 0;
        List<ImportedVariant> saved = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Item.Wanted item = prepared.items().get(i);
            switch (outcomes.get(i)) {
                case Upserted.Created one -> created++;
                case Upserted.Updated one -> updated++;
                case Upserted.Unchanged one -> unchanged++;
                case Upserted.Rejected one -> rejected.add(rejection(item, one.reasons()));
            }
            if (!(outcomes.get(i) instanceof Upserted.Rejected)) {
                saved.addAll(item.product().variants());
            }
        }
        setStock(saved);
        rejected.sort(java.util.Comparator.comparingLong(Item.Rejected::line));
        return new Outcome(created, updated, unchanged, rejected);
    }

    private List<Upserted> upsert(Prepared prepared) {
        List<ProductUpsert> upserts = new ArrayList<>(prepared.drafts().size());
        for (int i = 0; i < prepared.drafts().size(); i++) {
            ProductState state = prepared.items().get(i).product().state();
            upserts.add(new ProductUpsert(prepared.drafts().get(i), state, publish));
        }
        return catalog.upsert(upserts);
    }

    private void makeCategories(List<Item.Wanted> items, List<Item.Rejected> rejected) {
        CategoryTree tree = categories.tree();
        Set<List<String>> missing = new LinkedHashSet<>();
        for (Item.Wanted item : items) {
            List<String> path = path(item.product());
            if (byExternalId(tree, item.product()).isEmpty() && !paths.containsKey(path)) {
                missing.add(path);
            }
        }
        if (paths.size() + missing.size() > REMEMBERED) {
            paths.clear();
        }
        if (missing.isEmpty()) {
            return;
        }
        List<List<String>> asked = List.copyOf(missing);
        try {
            List<UUID> made = categories.ensure(asked);
            for (int i = 0; i < asked.size(); i++) {
                paths.put(asked.get(i), made.get(i));
            }
        } catch (Failure together) {
            // One of them cannot be: find out which.
            for (List<String> path : asked) {
                try {
                    paths.put(path, categories.ensure(List.of(path)).getFirst());
                } catch (Failure alone) {
                    items.stream()
                            .filter(item -> path(item.product()).equals(path))
                            .forEach(item -> rejected.add(new Item.Rejected(
                                    item.line(),
                                    item.rows(),
                                    item.product().externalId(),
                                    "category",
                                    alone.fields().isEmpty()
                                            ? alone.detail()
                                            : alone.fields().getFirst().message())));
                }
            }
        }
    }

    private Optional<UUID> category(CategoryTree tree, ImportedProduct product) {
        return byExternalId(tree, product).or(() -> Optional.ofNullable(paths.get(path(product))));
    }

    private static Optional<UUID> byExternalId(CategoryTree tree, ImportedProduct product) {
        return Optional.ofNullable(product.categoryId())
                .flatMap(tree::byExternalId)
                .map(Category::id);
    }

    private static List<String> path(ImportedProduct product) {
        return product.category().isEmpty() ? NO_CATEGORY : product.category();
    }

    private ProductDraft draft(ImportedProduct product, UUID category) {
        List<VariantDraft> variants = new ArrayList<>(product.variants().size());
        for (ImportedVariant variant : product.variants()) {
            List<OfferDraft> offers = new ArrayList<>(variant.offers().size());
            for (ImportedProduct.ImportedOffer offer : variant.offers()) {
                offers.add(new OfferDraft(
                        null,
                        seller(offer.sellerId(), offer.seller()),
                        offer.price(),
                        offer.listPrice(),
                        offer.validFrom(),
                        offer.validTo()));
            }
            variants.add(new VariantDraft(
                    null,
                    variant.sku(),
                    gtin(variant.gtin()),
                    variant.options(),
                    variant.weightGrams(),
                    variant.taxClass(),
                    offers,
                    variant.media()));
        }
        return new ProductDraft(
                product.externalId(),
                product.slug(),
                product.title(),
                product.brand(),
                category,
                product.description(),
                product.attributes(),
                variants,
                product.media());
    }

    /** Catalogues hold many numbers that are no GTIN; a wrong one is left out rather than the product. */
    private static @Nullable String gtin(@Nullable String given) {
        return given != null && given.matches("[0-9]{8}|[0-9]{12,14}") ? given : null;
    }

    private UUID seller(String externalId, String name) {
        if (externalId.isEmpty()) {
            return seller("peakday", "Peakday");
        }
        UUID known = sellerIds.get(externalId);
        if (known != null) {
            return known;
        }
        Seller seller = sellers.ensure(externalId, name.isEmpty() ? externalId : name);
        if (sellerIds.size() >= REMEMBERED) {
            sellerIds.clear();
        }
        sellerIds.put(externalId, seller.id());
        return seller.id();
    }

    @SuppressWarnings("ReferenceEquality") // NONE is a mark, not a value
    private void setStock(List<ImportedVariant> variants) {
        Map<String, Integer> bySku = new LinkedHashMap<>();
        for (ImportedVariant variant : variants) {
            Integer onHand = variant.stock() != null ? variant.stock() : stock.otherwise();
            if (onHand != null) {
                bySku.put(variant.sku(), onHand);
            }
        }
        if (bySku.isEmpty() || stock == StockSink.NONE) {
            return;
        }
        Map<String, UUID> ids = catalog.variantIds(bySku.keySet());
        List<StockSink.Level> levels = new ArrayList<>();
        bySku.forEach((sku, onHand) -> {
            UUID id = ids.get(sku);
            if (id != null) {
                levels.add(new StockSink.Level(id, onHand));
            }
        });
        stock.set(levels);
    }

    private static Item.Rejected rejection(Item.Wanted item, Failure e) {
        return e.fields().isEmpty()
                ? rejection(item, List.of(new FieldError("", e.code(), e.detail())))
                : rejection(item, e.fields());
    }

    private static Item.Rejected rejection(Item.Wanted item, List<FieldError> reasons) {
        return new Item.Rejected(
                item.line(),
                item.rows(),
                RowReader.shorten(item.product().externalId()),
                reasons.getFirst().field(),
                String.join(
                        " ", reasons.stream().limit(5).map(FieldError::message).toList()));
    }
}
