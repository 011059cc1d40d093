package io.peakday.catalog;

import io.peakday.identity.Requires;
import io.peakday.web.ETags;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Categories, sellers and brands, for those who keep the catalogue. The category tree as a whole has one version: changing or deleting a
 * category needs the tree's {@code ETag} in {@code If-Match}.
 */
@RestController
@Tag(name = "Categories and sellers")
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

    /**
     * A category as staff send it.
     *
     * @param externalId the id in the system it comes from, unique, 1 to 200 characters; if absent, the present one stays, and a new category
     *     has its own id
     * @param slug the readable part of its address, unique in the whole tree: up to 160 lower-case letters and digits, words joined by
     *     single hyphens; if absent, the present one stays, and a new category has one made from its name
     * @param name for people, 1 to 120 characters; required
     * @param parentId the id of the category directly above; absent for a department
     * @param position the place among its siblings, ascending, 0 to 1,000,000; 0 if absent. Those of the same position are shown by name
     */
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

    /**
     * A seller as staff send it.
     *
     * @param externalId the id in the system it comes from, unique, 1 to 200 characters; if absent, a new seller has its own id. It cannot be
     *     changed: renaming refuses another one than the present
     * @param name for people, 1 to 200 characters; required
     */
    record SellerBody(@Nullable String externalId, @Nullable String name) {}

    /**
     * Lists all categories, parents before their children.
     *
     * <p>Siblings are in the order shown. The {@code ETag} is the version of the tree, which a change or a deletion sends in {@code If-Match}.
     *
     * @return every category of the tree
     */
    @GetMapping("/categories")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    ResponseEntity<List<Category>> listCategoriesForStaff() {
        CategoryTree tree = categories.tree();
        return ResponseEntity.ok().eTag(ETags.of(tree.version())).body(tree.all());
    }

    /**
     * Creates a category.
     *
     * <p>The {@code ETag} of the answer is the new version of the tree. The event {@code categories.changed} follows, as after every change of
     * the tree.
     *
     * @param body the category
     * @return the category
     * @throws io.peakday.kernel.Failure {@code catalog.invalid-category} (400) if fields are missing, too long or malformed; {@code fields} names
     *     them all
     * @throws io.peakday.kernel.Failure {@code catalog.no-category} (404) if there is no such category as the parent
     * @throws io.peakday.kernel.Failure {@code catalog.category-exists} (409) if another category has the external id
     * @throws io.peakday.kernel.Failure {@code catalog.slug-taken} (409) if another category has the slug that is asked for
     * @throws io.peakday.kernel.Failure {@code catalog.category-too-deep} (409) if it would be deeper than 8 levels
     * @throws io.peakday.kernel.Failure {@code catalog.too-many-categories} (409) if there are 20,000 categories already
     */
    @PostMapping("/categories")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Category> createCategory(@RequestBody CategoryBody body) {
        Categories.InTree<Category> created = categories.createInTree(body.draft());
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(ETags.of(created.treeVersion()))
                .body(created.value());
    }

    /**
     * Renames, moves or reorders a category.
     *
     * <p>The body is the whole category: without a parent it becomes a department, without a position it has position 0. Slug and external id
     * stay where they are left out. All that is below moves with it. What changes nothing makes no new version of the tree.
     *
     * @param id the category's id
     * @param body the category as it is to be
     * @return the category, with the version of the tree as {@code ETag}
     * @throws io.peakday.kernel.Failure {@code catalog.invalid-category} (400) if fields are missing, too long or malformed; {@code fields} names
     *     them all
     * @throws io.peakday.kernel.Failure {@code catalog.no-category} (404) if there is no such category, or no such parent
     * @throws io.peakday.kernel.Failure {@code catalog.version-conflict} (409) if the tree was changed since the version in {@code If-Match}
     * @throws io.peakday.kernel.Failure {@code catalog.category-exists} (409) if another category has the external id
     * @throws io.peakday.kernel.Failure {@code catalog.slug-taken} (409) if another category has the slug that is asked for
     * @throws io.peakday.kernel.Failure {@code catalog.category-cycle} (409) if it would come below itself
     * @throws io.peakday.kernel.Failure {@code catalog.category-too-deep} (409) if it, or what is below it, would be deeper than 8 levels
     */
    @PutMapping("/categories/{id}")
    ResponseEntity<Category> updateCategory(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CategoryBody body) {
        Categories.InTree<Category> updated = categories.updateInTree(id, ETags.expected(ifMatch), body.draft());
        return ResponseEntity.ok().eTag(ETags.of(updated.treeVersion())).body(updated.value());
    }

    /**
     * Deletes a category that is empty.
     *
     * @param id the category's id
     * @return nothing
     * @throws io.peakday.kernel.Failure {@code catalog.no-category} (404) if there is no such category
     * @throws io.peakday.kernel.Failure {@code catalog.version-conflict} (409) if the tree was changed since the version in {@code If-Match}
     * @throws io.peakday.kernel.Failure {@code catalog.category-in-use} (409) while it has categories below it, or products in any state
     */
    @DeleteMapping("/categories/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> deleteCategory(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        categories.delete(id, ETags.expected(ifMatch));
        return ResponseEntity.noContent().build();
    }

    /**
     * Lists all sellers, by name.
     *
     * @return every seller
     */
    @GetMapping("/sellers")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    List<Seller> listSellers() {
        return sellers.all();
    }

    /**
     * Creates a seller.
     *
     * <p>Several sellers may have the same name. Sellers are never removed. The event {@code seller.changed} follows.
     *
     * @param body the seller
     * @return the seller
     * @throws io.peakday.kernel.Failure {@code catalog.invalid-seller} (400) if the name is missing, or a field is too long or malformed
     * @throws io.peakday.kernel.Failure {@code catalog.seller-exists} (409) if there is a seller with this external id
     */
    @PostMapping("/sellers")
    @ResponseStatus(HttpStatus.CREATED)
    Seller createSeller(@RequestBody SellerBody body) {
        return sellers.register(body.externalId(), Objects.requireNonNullElse(body.name(), ""));
    }

    /**
     * Renames a seller.
     *
     * <p>The external id may be left out. The last write wins. The event {@code seller.changed} follows, unless the name is as it was.
     *
     * @param id the seller's id
     * @param body the new name
     * @return the seller as it is now
     * @throws io.peakday.kernel.Failure {@code catalog.invalid-seller} (400) if the name is missing, too long or has control characters, or the
     *     external id is another than the seller's
     * @throws io.peakday.kernel.Failure {@code catalog.no-seller} (404) if there is no such seller
     */
    @PutMapping("/sellers/{id}")
    Seller renameSeller(@PathVariable UUID id, @RequestBody SellerBody body) {
        return sellers.rename(id, body.externalId(), Objects.requireNonNullElse(body.name(), ""));
    }

    /**
     * Lists all brands, by name.
     *
     * <p>A brand is there once a product names it, and is never removed. The counts are up to half a minute old.
     *
     * @return every brand
     */
    @GetMapping("/brands")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    List<Brand> listBrands() {
        return catalog.brands();
    }
}
