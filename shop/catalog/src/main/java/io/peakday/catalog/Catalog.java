package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.web.Page;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads and writes products. Reads by id, slug and variant are answered from memory where they can be. */
public final class Catalog {

    /** @param actor who is acting on this thread, for the history */
    public Catalog(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Categories categories,
            Sellers sellers,
            Supplier<String> actor,
            CatalogSettings settings) {}

    public Optional<Product> product(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** By the present slug or a former one; redirect when the product's slug is not the one asked for. */
    public Optional<Product> bySlug(String slug) {
        throw new UnsupportedOperationException();
    }

    public Optional<Product> byExternalId(String externalId) {
        throw new UnsupportedOperationException();
    }

    /** Those that exist, in the order asked for. */
    public List<Product> products(Collection<UUID> ids) {
        throw new UnsupportedOperationException();
    }

    /** Those that exist, as they stand now. */
    public Map<UUID, VariantView> variants(Collection<UUID> variantIds) {
        throw new UnsupportedOperationException();
    }

    /** Those that exist: SKU to variant id. */
    public Map<String, UUID> variantIds(Collection<String> skus) {
        throw new UnsupportedOperationException();
    }

    public CategoryTree categories() {
        throw new UnsupportedOperationException();
    }

    public List<Seller> sellers() {
        throw new UnsupportedOperationException();
    }

    /** By name. */
    public List<Brand> brands() {
        throw new UnsupportedOperationException();
    }

    public Product create(ProductDraft draft) {
        throw new UnsupportedOperationException();
    }

    public Product update(UUID id, long expectedVersion, ProductDraft draft) {
        throw new UnsupportedOperationException();
    }

    public Product publish(UUID id, long expectedVersion) {
        throw new UnsupportedOperationException();
    }

    public Product unpublish(UUID id, long expectedVersion) {
        throw new UnsupportedOperationException();
    }

    public Product archive(UUID id, long expectedVersion) {
        throw new UnsupportedOperationException();
    }

    /** Makes an archived product a draft again. */
    public Product reopen(UUID id, long expectedVersion) {
        throw new UnsupportedOperationException();
    }

    /**
     * Creates or updates many at once, by external id (which every draft must have); few statements, one transaction,
     * one event for each product that changed.
     *
     * @param publish whether new products and drafts are published at once
     * @return one outcome a draft, in their order
     */
    public List<Upserted> upsert(List<ProductDraft> drafts, boolean publish) {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public List<Revision> history(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** The product as it was at that version. */
    public Product revision(UUID id, long version) {
        throw new UnsupportedOperationException();
    }

    public List<Difference> compare(UUID id, long from, long to) {
        throw new UnsupportedOperationException();
    }

    /** Makes an old revision's content the newest; the state stays as it is. */
    public Product restore(UUID id, long expectedVersion, long revision) {
        throw new UnsupportedOperationException();
    }

    /** By id, oldest first. */
    public Page<Product> list(ProductFilter filter, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    /** How many there are in each state. */
    public Map<ProductState, Long> counts() {
        throw new UnsupportedOperationException();
    }

    /** Every product of any state, in batches, read with flat memory; for full rebuilds. */
    public void stream(Consumer<List<Product>> batch) {
        throw new UnsupportedOperationException();
    }
}
