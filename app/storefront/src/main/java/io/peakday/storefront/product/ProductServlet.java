package io.peakday.storefront.product;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.cache.Prebuilt;
import io.peakday.cache.PrebuiltCache;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.Product;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefrontkit.ProductSlots;
import io.peakday.ui.Link;
import io.peakday.ui.Templates;
import io.peakday.web.HotServlet;
import io.peakday.web.Parameters;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * {@code /p/{slug}}: the same page for everybody, rendered when it is first asked for and sent as bytes until something
 * on it changes. What a slot is asked for freely, such as further pages of reviews, is rendered each time.
 */
@Route(limit = {"browse", "open-when-away"})
public final class ProductServlet extends HotServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;

    private final transient Catalog catalog;
    private final transient ProductPage page;
    private final transient Changes changes;
    private final transient Templates templates;
    private final transient InstantSource clock;
    private final transient Duration refresh;
    private final transient PrebuiltCache<Key> pages;

    /** By which a change of a page is noticed although the product has not changed. */
    public record Changes(ContentVersions contentVersions, ProductSlots slots, PageLayouts layouts) {}

    /**
     * @param sku as asked for, empty for none
     * @param asked what slots read from the address
     * @param versions of the slots
     * @param links of the menu
     */
    private record Key(
            UUID productId, String sku, Map<String, String> asked, List<Object> versions, List<Link> links) {}

    public ProductServlet(
            Catalog catalog,
            ProductPage page,
            Changes changes,
            Templates templates,
            InstantSource clock,
            DataSize memory,
            Duration refresh) {
        this.catalog = catalog;
        this.page = page;
        this.changes = changes;
        this.templates = templates;
        this.clock = clock;
        this.refresh = refresh;
        this.pages = new PrebuiltCache<>("product-pages", memory, PrebuiltCache.MOMENT, clock, this::make);
    }

    public ProductServlet measured(MeterRegistry meters) {
        pages.measured(meters);
        return this;
    }

    @Override
    protected @Nullable Prebuilt answer(HttpServletRequest request) {
        String path = request.getPathInfo();
        if (path == null || path.length() < 2 || path.length() > LONGEST) {
            return null;
        }
        Product product =
                catalog.bySlug(path.substring(1)).filter(Product::published).orElse(null);
        if (product == null) {
            return null;
        }
        // The names of sellers and categories on it change without the product's version.
        long version = changes.contentVersions().of(product) + catalog.namesVersion();
        if (request.getQueryString() == null) {
            return pages.get(key(product, "", Map.of()), version);
        }
        String sku = known(product, Parameters.one(request, "v"));
        ProductSlots.Asked asked = changes.slots().asked(name -> Parameters.one(request, name));
        if (!asked.kept()) {
            return render(page.make(product, sku, asked, clock.instant()));
        }
        return pages.get(key(product, sku == null ? "" : sku, asked.values()), version);
    }

    private Key key(Product product, String sku, Map<String, String> asked) {
        return new Key(
                product.id(), sku, asked, versions(product), changes.layouts().links());
    }

    private List<Object> versions(Product product) {
        return changes.slots().versions(() -> ProductPage.shownIn(product, ""));
    }

    private PrebuiltCache.@Nullable Entry make(Key key) {
        Product product =
                catalog.product(key.productId()).filter(Product::published).orElse(null);
        if (product == null) {
            return null;
        }
        Instant now = clock.instant();
        ProductPage.Made made = page.make(
                product, key.sku().isEmpty() ? null : key.sku(), new ProductSlots.Asked(key.asked(), true), now);
        // What changed while it was drawn may be on it or not.
        boolean outrun = !versions(product).equals(key.versions());
        Instant latest = now.plus(outrun ? ProductPage.LACKING : refresh);
        return PrebuiltCache.Entry.until(render(made), made.until(), latest);
    }

    private Prebuilt render(ProductPage.Made made) {
        return Prebuilt.html(templates.render("product/page", made.view()));
    }

    /** Only SKUs of the product make pages of their own, so that nobody can fill the memory with others. */
    private static @Nullable String known(Product product, @Nullable String sku) {
        return product.variants().stream().anyMatch(variant -> variant.sku().equals(sku)) ? sku : null;
    }
}
