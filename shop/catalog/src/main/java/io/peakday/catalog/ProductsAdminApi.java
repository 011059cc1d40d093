package io.peakday.catalog;

import io.peakday.catalog.ProductBody.OfferBody;
import io.peakday.identity.Requires;
import io.peakday.web.ETags;
import io.peakday.web.Page;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Products in all states, for those who keep the catalogue: drafts are made, published and archived here, and every version of a product
 * can be read, compared and restored. Every change needs the version it was made on: its {@code ETag}, sent in {@code If-Match}.
 */
@RestController
@Tag(name = "Products for staff")
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

    /**
     * Lists products in any state, oldest first.
     *
     * <p>Filters narrow each other; without any, all products are listed.
     *
     * @param category the id of a category: only products in it or below it; none where there is no such category
     * @param state only products in this state
     * @param brand only products of this brand, in any case and punctuation, 1 to 120 characters
     * @param seller the id of a seller: only products that it offers a variant of, now, before or later
     * @param text only products with this in their title, in any case, or with exactly this external id, SKU or GTIN; 1 to 120 characters
     * @param limit products on a page, 1 to 100; 50 if absent
     * @return a page of products
     * @throws io.peakday.kernel.Failure {@code catalog.invalid-filter} (400) if the brand or the text is blank, too long or has control characters
     */
    @GetMapping
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    Page<ProductView> listProductsForStaff(
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

    /**
     * Gets a product in any state, with all its offers.
     *
     * <p>The {@code ETag} is its version, which the next change sends in {@code If-Match}.
     *
     * @param id the product's id
     * @return the product
     * @throws io.peakday.kernel.Failure {@code catalog.no-product} (404) if there is no such product
     */
    @GetMapping("/{id}")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    ResponseEntity<ProductView> getProductForStaff(@PathVariable UUID id) {
        return tagged(catalog.product(id).orElseThrow(ProductChanges::unknown));
    }

    /**
     * Creates a product as a draft.
     *
     * <p>Shoppers do not see it before it is published. It may still be without variants. The event {@code product.changed} follows, as after
     * every change of a product.
     *
     * @param body the product; what is left out is empty, or made as is said of each field
     * @return the draft, at version 1, with its address in {@code Location}
     * @throws io.peakday.kernel.Failure {@code catalog.invalid-product} (400) if fields are missing, too long or malformed; {@code fields} names
     *     them all
     * @throws io.peakday.kernel.Failure {@code catalog.unknown-reference} (400) if there is no such category, or no such seller of an offer
     * @throws io.peakday.kernel.Failure {@code catalog.unknown-reference} (409) if the category is removed at this very moment
     * @throws io.peakday.kernel.Failure {@code catalog.slug-taken} (409) if another product has the slug that is asked for, or had it before
     * @throws io.peakday.kernel.Failure {@code catalog.taken} (409) if another product has the external id, the SKU of a variant, or the id of a
     *     variant or an offer, or if such an id is there twice
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ProductView> createProduct(@RequestBody ProductBody body) {
        Product product = catalog.create(body.draft());
        return ResponseEntity.created(URI.create("/api/v1/admin/products/" + product.id()))
                .eTag(ETags.of(product.version()))
                .body(json.forStaff(product, clock.instant()));
    }

    /**
     * Replaces what a product says; its state stays as it is.
     *
     * <p>The body is the whole product: what is left out is emptied, save the slug and the external id, which stay. Variants and offers go on
     * under their ids where the body names these, else by SKU, and by seller and start; those that the body does not have are removed. A new
     * slug leaves the old one leading to the product. What changes nothing makes no new version.
     *
     * @param id the product's id
     * @param body the product as it is to be
     * @return the product as it is now
     * @throws io.peakday.kernel.Failure {@code catalog.invalid-product} (400) if fields are missing, too long or malformed; {@code fields} names
     *     them all
     * @throws io.peakday.kernel.Failure {@code catalog.no-product} (404) if there is no such product
     * @throws io.peakday.kernel.Failure {@code catalog.version-conflict} (409) if it was changed since the version in {@code If-Match}
     * @throws io.peakday.kernel.Failure {@code catalog.unknown-reference} (400) if there is no such category, or no such seller of an offer
     * @throws io.peakday.kernel.Failure {@code catalog.unknown-reference} (409) if the category is removed at this very moment
     * @throws io.peakday.kernel.Failure {@code catalog.not-sellable} (400) if the product is published, and would have no variant or a price in
     *     another currency than the store's
     * @throws io.peakday.kernel.Failure {@code catalog.slug-taken} (409) if another product has the slug that is asked for, or had it before
     * @throws io.peakday.kernel.Failure {@code catalog.taken} (409) if another product has the external id, the SKU of a variant, or the id of a
     *     variant or an offer, or if such an id is there twice
     */
    @PutMapping("/{id}")
    ResponseEntity<ProductView> updateProduct(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ProductBody body) {
        return tagged(catalog.update(id, ETags.expected(ifMatch), body.draft()));
    }

    /**
     * Replaces the offers of one variant: prices now, and prices announced for later.
     *
     * <p>An announced price comes into force, and ends, by itself at its instant. Within one seller the offer that started last stands, so that
     * a sale price replaces the regular one while it is valid; among sellers the cheapest wins. Offers that the body does not have are
     * removed; an empty list leaves the variant without a price.
     *
     * @param id the product's id
     * @param variantId the id of a variant of this product
     * @param offers all offers of the variant, up to 100
     * @return the product as it is now
     * @throws io.peakday.kernel.Failure {@code catalog.invalid-product} (400) if fields are missing, too long or malformed; {@code fields} names
     *     them all
     * @throws io.peakday.kernel.Failure {@code catalog.no-product} (404) if there is no such product
     * @throws io.peakday.kernel.Failure {@code catalog.version-conflict} (409) if it was changed since the version in {@code If-Match}
     * @throws io.peakday.kernel.Failure {@code catalog.no-variant} (404) if the product has no such variant
     * @throws io.peakday.kernel.Failure {@code catalog.unknown-reference} (400) if there is no such seller
     * @throws io.peakday.kernel.Failure {@code catalog.not-sellable} (400) if the product is published, and would have a price in another currency
     *     than the store's
     * @throws io.peakday.kernel.Failure {@code catalog.taken} (409) if another product has the id of an offer, or if such an id is there twice
     */
    @PutMapping("/{id}/variants/{variantId}/offers")
    ResponseEntity<ProductView> setVariantOffers(
            @PathVariable UUID id,
            @PathVariable UUID variantId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody List<@Nullable OfferBody> offers) {
        return tagged(catalog.price(id, ETags.expected(ifMatch), variantId, ProductBody.offers(offers)));
    }

    /**
     * Puts a draft on sale.
     *
     * <p>Shoppers see it at once, and find it by search within a second or so. Variants without a price of now can be seen, but not bought.
     *
     * @param id the product's id
     * @return the published product
     * @throws io.peakday.kernel.Failure {@code catalog.no-product} (404) if there is no such product
     * @throws io.peakday.kernel.Failure {@code catalog.version-conflict} (409) if it was changed since the version in {@code If-Match}
     * @throws io.peakday.kernel.Failure {@code catalog.not-sellable} (400) if it has no variant, or a price in another currency than the store's
     * @throws io.peakday.kernel.Failure {@code catalog.illegal-transition} (409) if the product is not a draft
     */
    @PostMapping("/{id}/publish")
    ResponseEntity<ProductView> publishProduct(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(catalog.publish(id, ETags.expected(ifMatch)));
    }

    /**
     * Takes a product off sale, as a draft that can be published again.
     *
     * @param id the product's id
     * @return the draft
     * @throws io.peakday.kernel.Failure {@code catalog.no-product} (404) if there is no such product
     * @throws io.peakday.kernel.Failure {@code catalog.version-conflict} (409) if it was changed since the version in {@code If-Match}
     * @throws io.peakday.kernel.Failure {@code catalog.illegal-transition} (409) if the product is not published
     */
    @PostMapping("/{id}/unpublish")
    ResponseEntity<ProductView> unpublishProduct(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(catalog.unpublish(id, ETags.expected(ifMatch)));
    }

    /**
     * Takes a product off sale permanently; orders and history keep it.
     *
     * <p>A draft can be archived as well as a published product. It comes back only by being reopened.
     *
     * @param id the product's id
     * @return the archived product
     * @throws io.peakday.kernel.Failure {@code catalog.no-product} (404) if there is no such product
     * @throws io.peakday.kernel.Failure {@code catalog.version-conflict} (409) if it was changed since the version in {@code If-Match}
     * @throws io.peakday.kernel.Failure {@code catalog.illegal-transition} (409) if the product is archived already
     */
    @PostMapping("/{id}/archive")
    ResponseEntity<ProductView> archiveProduct(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(catalog.archive(id, ETags.expected(ifMatch)));
    }

    /**
     * Makes an archived product a draft again.
     *
     * @param id the product's id
     * @return the draft
     * @throws io.peakday.kernel.Failure {@code catalog.no-product} (404) if there is no such product
     * @throws io.peakday.kernel.Failure {@code catalog.version-conflict} (409) if it was changed since the version in {@code If-Match}
     * @throws io.peakday.kernel.Failure {@code catalog.illegal-transition} (409) if the product is not archived
     */
    @PostMapping("/{id}/reopen")
    ResponseEntity<ProductView> reopenProduct(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(catalog.reopen(id, ETags.expected(ifMatch)));
    }

    /**
     * Lists all versions of a product, newest first.
     *
     * <p>The first one is the present version. What a version said is read by its number.
     *
     * @param id the product's id
     * @return who made each version, when and by what
     * @throws io.peakday.kernel.Failure {@code catalog.no-product} (404) if there is no such product
     */
    @GetMapping("/{id}/history")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    List<Revision> listProductRevisions(@PathVariable UUID id) {
        return catalog.history(id);
    }

    /**
     * Gets a product as it was at one of its versions.
     *
     * <p>Names of categories and sellers are those of today, and {@code price} is what the offers of that version would give now.
     *
     * @param id the product's id
     * @param version the number of a version, from 1; the present one can be read as well
     * @return the product as it was
     * @throws io.peakday.kernel.Failure {@code catalog.no-revision} (404) if there is no such product, or it has no such version
     */
    @GetMapping("/{id}/revisions/{version}")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    ProductView getProductRevision(@PathVariable UUID id, @PathVariable long version) {
        return json.forStaff(catalog.revision(id, version), clock.instant());
    }

    /**
     * Compares two versions of a product, field by field.
     *
     * <p>Members of lists are matched by what identifies them, so that an attribute put in is one difference and not a shift of all that
     * follow.
     *
     * @param id the product's id
     * @param from the number of the version to compare from
     * @param to the number of the version to compare with; may be the earlier one
     * @return the differences; empty where there is none
     * @throws io.peakday.kernel.Failure {@code catalog.no-revision} (404) if there is no such product, or it has not both versions
     */
    @GetMapping("/{id}/differences")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    List<Difference> compareProductRevisions(@PathVariable UUID id, @RequestParam long from, @RequestParam long to) {
        return catalog.compare(id, from, to);
    }

    /**
     * Makes what an old version said the newest; the state stays as it is.
     *
     * <p>It is a version of its own, so that nothing of the history is lost. Where it changes nothing, the version stays.
     *
     * @param id the product's id
     * @param version the number of the version to take the content of
     * @return the product as it is now
     * @throws io.peakday.kernel.Failure {@code catalog.no-revision} (404) if there is no such product, or it has no such version
     * @throws io.peakday.kernel.Failure {@code catalog.version-conflict} (409) if it was changed since the version in {@code If-Match}
     * @throws io.peakday.kernel.Failure {@code catalog.unknown-reference} (400) if the category of that version is not there any more
     * @throws io.peakday.kernel.Failure {@code catalog.unknown-reference} (409) if the category is removed at this very moment
     * @throws io.peakday.kernel.Failure {@code catalog.not-sellable} (400) if the product is published, and would have no variant or a price in
     *     another currency than the store's
     * @throws io.peakday.kernel.Failure {@code catalog.taken} (409) if another product has the SKU of a variant, or the id of a variant or an
     *     offer, by now
     */
    @PostMapping("/{id}/revisions/{version}/restore")
    ResponseEntity<ProductView> restoreProductRevision(
            @PathVariable UUID id,
            @PathVariable long version,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(catalog.restore(id, ETags.expected(ifMatch), version));
    }

    private ResponseEntity<ProductView> tagged(Product product) {
        return ResponseEntity.ok().eTag(ETags.of(product.version())).body(json.forStaff(product, clock.instant()));
    }
}
