package io.peakday.catalog;

import io.peakday.cache.Prebuilt;
import io.peakday.catalog.ProductView.Price;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import io.peakday.web.Hot;
import io.peakday.web.Page;
import io.peakday.web.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What everybody may read: published products, and the category tree. */
@RestController
@RequestMapping("/api/v1")
@Route(limit = {"browse", "open-when-away"})
class CatalogApi {
    private static final int PAGE = 24;
    static final int MAX_PAGE = 100;

    private final Catalog catalog;
    private final ProductAnswers products;
    private final InstantSource clock;

    CatalogApi(Catalog catalog, ProductAnswers products, InstantSource clock) {
        this.catalog = catalog;
        this.products = products;
        this.clock = clock;
    }

    /** A product in a list. */
    record ProductSummary(
            UUID id,
            String slug,
            String title,
            String brand,
            UUID categoryId,
            @Nullable Media picture,
            @Nullable Price priceFrom) {}

    /** A category and what is below it. */
    record CategoryNode(UUID id, String slug, String name, List<CategoryNode> children) {}

    @Hot(answers = ProductView.class, cacheControl = "private, no-cache")
    @GetMapping("/products/{id}")
    Prebuilt product(@PathVariable UUID id) {
        return products.of(id);
    }

    /** @param category the category's id or slug; everything below it is included */
    @GetMapping("/products")
    Page<ProductSummary> products(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        UUID categoryId = category == null ? null : category(category).id();
        Instant now = clock.instant();
        return catalog.list(ProductFilter.publishedIn(categoryId), cursor, Page.limit(limit, PAGE, MAX_PAGE))
                .map(product -> summary(product, now));
    }

    @GetMapping("/categories")
    ResponseEntity<List<CategoryNode>> categories() {
        CategoryTree tree = catalog.categories();
        return ResponseEntity.ok().eTag(ETags.of(tree.version())).body(nodes(tree, tree.departments()));
    }

    private static List<CategoryNode> nodes(CategoryTree tree, List<Category> level) {
        return level.stream()
                .map(category -> new CategoryNode(
                        category.id(), category.slug(), category.name(), nodes(tree, tree.children(category.id()))))
                .toList();
    }

    private Category category(String idOrSlug) {
        CategoryTree tree = catalog.categories();
        return tree.bySlug(idOrSlug)
                .or(() -> io.peakday.kernel.Ids.parse(idOrSlug).flatMap(tree::find))
                .orElseThrow(() -> Failure.notFound("catalog.no-category", "There is no such category."));
    }

    private ProductSummary summary(Product product, Instant now) {
        return new ProductSummary(
                product.id(),
                product.slug(),
                product.title(),
                product.brand(),
                product.categoryId(),
                product.media().isEmpty() ? null : product.media().getFirst(),
                product.variants().stream()
                        .flatMap(variant -> catalog.offer(variant, now).stream())
                        .map(Offer::price)
                        .min(Comparator.comparingLong(price -> price.minor()))
                        .map(Price::of)
                        .orElse(null));
    }
}
