package io.peakday.catalog;

import io.peakday.identity.Requires;
import io.peakday.web.ETags;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Categories, sellers and brands for those who keep the catalogue. The tree as a whole has one version. */
@RestController
@RequestMapping("/api/v1/admin")
@Requires(CatalogPermissions.Names.CATALOG_WRITE)
class StructureAdminApi {
    private final Categories categories;
    private final Sellers sellers;
    private final Catalog catalog;

    StructureAdminApi(Categories categories, Sellers sellers, Catalog catalog) {
        this.categories = categories;
        this.sellers = sellers;
        this.catalog = catalog;
    }

    record CategoryBody(
            @Nullable String externalId,
            @Nullable String slug,
            @Nullable String name,
            @Nullable UUID parentId,
            @Nullable Integer position) {
        CategoryDraft draft() {
            return new CategoryDraft(
                    externalId,
                    slug,
                    Objects.requireNonNullElse(name, ""),
                    parentId,
                    Objects.requireNonNullElse(position, 0));
        }
    }

    record SellerBody(@Nullable String externalId, @Nullable String name) {}

    /** Every category, parents before their children; the ETag is what a change must send. */
    @GetMapping("/categories")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    ResponseEntity<List<Category>> tree() {
        CategoryTree tree = categories.tree();
        return ResponseEntity.ok().eTag(ETags.of(tree.version())).body(tree.all());
    }

    @PostMapping("/categories")
    ResponseEntity<Category> create(@RequestBody CategoryBody body) {
        Category category = categories.create(body.draft());
        return ResponseEntity.created(URI.create("/api/v1/admin/categories/" + category.id()))
                .eTag(ETags.of(categories.tree().version()))
                .body(category);
    }

    @PutMapping("/categories/{id}")
    ResponseEntity<Category> update(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CategoryBody body) {
        Category category = categories.update(id, ETags.expected(ifMatch), body.draft());
        return ResponseEntity.ok().eTag(ETags.of(categories.tree().version())).body(category);
    }

    @DeleteMapping("/categories/{id}")
    ResponseEntity<Void> delete(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        categories.delete(id, ETags.expected(ifMatch));
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/sellers")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    List<Seller> sellers() {
        return sellers.all();
    }

    @PostMapping("/sellers")
    ResponseEntity<Seller> register(@RequestBody SellerBody body) {
        Seller seller = sellers.register(body.externalId(), Objects.requireNonNullElse(body.name(), ""));
        return ResponseEntity.created(URI.create("/api/v1/admin/sellers/" + seller.id()))
                .body(seller);
    }

    @PutMapping("/sellers/{id}")
    Seller rename(@PathVariable UUID id, @RequestBody SellerBody body) {
        return sellers.rename(id, Objects.requireNonNullElse(body.name(), ""));
    }

    @GetMapping("/brands")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    List<Brand> brands() {
        return catalog.brands();
    }
}
