package io.peakday.catalog;

import io.peakday.catalog.ProductBody.OfferBody;
import io.peakday.identity.Requires;
import io.peakday.web.ETags;
import io.peakday.web.Page;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Products for those who keep the catalogue. Every change needs the version it was made on, in {@code If-Match}. */
@RestController
@RequestMapping("/api/v1/admin/products")
@Requires(CatalogPermissions.Names.CATALOG_WRITE)
class ProductsAdminApi {
    private static final int PAGE = 50;

    private final Catalog catalog;
    private final ProductJson json;
    private final InstantSource clock;

    ProductsAdminApi(Catalog catalog, ProductJson json, InstantSource clock) {
        this.catalog = catalog;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    Page<ProductView> list(
            @RequestParam(required = false) @Nullable UUID category,
            @RequestParam(required = false) @Nullable ProductState state,
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable UUID seller,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        ProductFilter filter = new ProductFilter(category, state, brand, seller, text);
        return catalog.list(filter, cursor, Page.limit(limit, PAGE, CatalogApi.MAX_PAGE))
                .map(product -> json.forStaff(product, clock.instant()));
    }

    @GetMapping("/{id}")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    ResponseEntity<ProductView> one(@PathVariable UUID id) {
        return tagged(catalog.product(id).orElseThrow(ProductChanges::unknown));
    }

    @PostMapping
    ResponseEntity<ProductView> create(@RequestBody ProductBody body) {
        Product product = catalog.create(body.draft());
        return ResponseEntity.created(URI.create("/api/v1/admin/products/" + product.id()))
                .eTag(ETags.of(product.version()))
                .body(json.forStaff(product, clock.instant()));
    }

    @PutMapping("/{id}")
    ResponseEntity<ProductView> update(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ProductBody body) {
        return tagged(catalog.update(id, ETags.expected(ifMatch), body.draft()));
    }

    /** Replaces the offers of one variant: prices now, and prices announced for later. */
    @PutMapping("/{id}/variants/{variantId}/offers")
    ResponseEntity<ProductView> price(
            @PathVariable UUID id,
            @PathVariable UUID variantId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody List<@Nullable OfferBody> offers) {
        return tagged(catalog.price(id, ETags.expected(ifMatch), variantId, ProductBody.offers(offers)));
    }

    @PostMapping("/{id}/publish")
    ResponseEntity<ProductView> publish(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(catalog.publish(id, ETags.expected(ifMatch)));
    }

    @PostMapping("/{id}/unpublish")
    ResponseEntity<ProductView> unpublish(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(catalog.unpublish(id, ETags.expected(ifMatch)));
    }

    @PostMapping("/{id}/archive")
    ResponseEntity<ProductView> archive(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(catalog.archive(id, ETags.expected(ifMatch)));
    }

    @PostMapping("/{id}/reopen")
    ResponseEntity<ProductView> reopen(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(catalog.reopen(id, ETags.expected(ifMatch)));
    }

    @GetMapping("/{id}/history")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    List<Revision> history(@PathVariable UUID id) {
        return catalog.history(id);
    }

    @GetMapping("/{id}/revisions/{version}")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    ProductView revision(@PathVariable UUID id, @PathVariable long version) {
        return json.forStaff(catalog.revision(id, version), clock.instant());
    }

    @GetMapping("/{id}/differences")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    List<Difference> differences(@PathVariable UUID id, @RequestParam long from, @RequestParam long to) {
        return catalog.compare(id, from, to);
    }

    @PostMapping("/{id}/revisions/{version}/restore")
    ResponseEntity<ProductView> restore(
            @PathVariable UUID id,
            @PathVariable long version,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(catalog.restore(id, ETags.expected(ifMatch), version));
    }

    private ResponseEntity<ProductView> tagged(Product product) {
        return ResponseEntity.ok().eTag(ETags.of(product.version())).body(json.forStaff(product, clock.instant()));
    }
}
