package io.peakday.catalog.console;

import io.peakday.catalog.Brand;
import io.peakday.catalog.CatalogPermissions;
import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.catalog.Difference;
import io.peakday.catalog.Offer;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductState;
import io.peakday.catalog.Revision;
import io.peakday.catalog.Variant;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Query;
import io.peakday.kernel.Money;
import io.peakday.ui.Form;
import io.peakday.ui.Formats;
import io.peakday.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the pages about products show. */
public final class ProductPages {
    private ProductPages() {}

    /**
     * A list.
     *
     * @param available by variant; null where the stock does not answer
     */
    public record ListPage(
            Frame frame,
            Query query,
            Page<Product> page,
            Map<ProductState, Long> counts,
            CategoryTree tree,
            List<Brand> brands,
            @Nullable Map<UUID, Integer> available) {
        public String category(Product product) {
            return tree.find(product.categoryId()).map(Category::name).orElse("");
        }

        /** Indented by depth, for a list of choices. */
        public String indented(Category category) {
            return "\u2003".repeat(Math.max(0, tree.path(category.id()).size() - 1)) + category.name();
        }

        /** From what the product costs now; a dash where nothing is offered. */
        public String price(Product product) {
            Optional<Money> least = product.variants().stream()
                    .flatMap(variant -> variant.bestOffer(frame.now()).stream())
                    .map(Offer::price)
                    .min((a, b) -> Long.compare(a.minor(), b.minor()));
            return least.map(Formats::money).orElse("–");
        }

        /** A dash where the stock is not known. */
        public String available(Product product) {
            return of(available, product.variants());
        }

        public @Nullable String picture(Product product) {
            return ProductPages.picture(product);
        }
    }

    /**
     * One product, to be read and changed.
     *
     * @param available by variant; null where the stock does not answer
     * @param version the version the form starts from; after a conflict still the one the operator had
     */
    public record OnePage(
            Frame frame,
            Product product,
            CategoryTree tree,
            Map<UUID, String> sellers,
            @Nullable Map<UUID, Integer> available,
            List<Revision> history,
            Form form,
            long version) {
        public boolean editable() {
            return frame.may(CatalogPermissions.CATALOG_WRITE);
        }

        /** Whether somebody else saved meanwhile. */
        public boolean conflict() {
            return version != product.version();
        }

        public String seller(Offer offer) {
            return sellers.getOrDefault(offer.sellerId(), "?");
        }

        public String indented(Category category) {
            return "\u2003".repeat(Math.max(0, tree.path(category.id()).size() - 1)) + category.name();
        }

        /** A dash where the stock is not known. */
        public String available(Variant variant) {
            return of(available, List.of(variant));
        }

        public boolean current(Offer offer) {
            return offer.validAt(now());
        }

        public Instant now() {
            return frame.now();
        }

        public @Nullable String picture() {
            return ProductPages.picture(product);
        }
    }

    /** What one version changed. */
    public record ChangePage(Frame frame, Product product, long from, long to, List<Difference> differences) {}

    private static String of(@Nullable Map<UUID, Integer> available, List<Variant> variants) {
        return available == null
                ? "–"
                : Formats.count(variants.stream()
                        .mapToInt(variant -> available.getOrDefault(variant.id(), 0))
                        .sum());
    }

    static @Nullable String picture(Product product) {
        return product.media().stream()
                .findFirst()
                .or(() -> product.variants().stream()
                        .flatMap(variant -> variant.media().stream())
                        .findFirst())
                .map(media -> media.url())
                .filter(url -> url.startsWith("/"))
                .orElse(null);
    }
}
