package io.peakday.catalog;

import io.peakday.cache.Prebuilt;
import io.peakday.catalog.ProductView.Price;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import io.peakday.web.Hot;
import io.peakday.web.Page;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Products that are on sale, with their prices of now, and the category tree. Open to everybody; drafts and archived products are not
 * shown. To find products by words and properties, use the search.
 */
@RestController
@Tag(name = "Catalogue")
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

    /**
     * A product in a list.
     *
     * @param id the product's id
     * @param slug the readable part of the product's address in the shop, unique
     * @param title what it is called, 1 to 500 characters
     * @param brand the brand in its one spelling; empty where there is none
     * @param categoryId the category it is in, a node of the tree
     * @param picture the product's first picture; null where it has none
     * @param priceFrom the lowest price of now among the variants, gross; null where none has a price
     */
    record ProductSummary(
            UUID id,
            String slug,
            String title,
            String brand,
            UUID categoryId,
            @Nullable Media picture,
            @Nullable Price priceFrom) {}

    /**
     * A category and what is below it.
     *
     * @param id the category's id
     * @param slug the readable part of its address, unique in the whole tree
     * @param name for people, 1 to 120 characters
     * @param children the categories directly below, in the order shown; empty for a leaf
     */
    record CategoryNode(UUID id, String slug, String name, List<CategoryNode> children) {}

    /**
     * Gets a product that is on sale, with its variants and their prices.
     *
     * <p>Each variant has the offers that are valid now, the best first, and the price of the best one. A variant without a price cannot be
     * bought now. Stock is not part of it. The answer has an {@code ETag}: sent back in {@code If-None-Match}, it is answered with 304 while
     * nothing has changed.
     *
     * @param id the product's id
     * @return the product
     * @throws Failure {@code catalog.no-product} (404) if there is no such product, or it is not published
     */
    @Hot(answers = ProductView.class, cacheControl = "private, no-cache")
    @GetMapping("/products/{id}")
    Prebuilt getProduct(@PathVariable UUID id) {
        return products.of(id);
    }

    /**
     * Lists the products that are on sale, oldest first.
     *
     * @param category the id or slug of a category: only products in it or below it; all categories if absent
     * @param limit products on a page, 1 to 100; 24 if absent
     * @return a page of products
     * @throws Failure {@code catalog.no-category} (404) if there is no such category
     */
    @GetMapping("/products")
    Page<ProductSummary> listProducts(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        UUID categoryId = category == null ? null : category(category).id();
        Instant now = clock.instant();
        return catalog.list(ProductFilter.publishedIn(categoryId), cursor, Page.limit(limit, PAGE, MAX_PAGE))
                .map(product -> summary(product, now));
    }

    /**
     * Lists the category tree: the departments, and within each what is below it.
     *
     * <p>Departments and children are in the order shown to shoppers. The {@code ETag} is of the tree as a whole.
     *
     * @return the departments with everything below them; empty while there are no categories
     */
    @GetMapping("/categories")
    ResponseEntity<List<CategoryNode>> listCategories() {
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
