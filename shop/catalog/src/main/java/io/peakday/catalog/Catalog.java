package io.peakday.catalog;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.kernel.Failure;
import io.peakday.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes products. Reads by id, slug and variant, the categories and the sellers are answered from memory while
 * they are fresh: this node's own changes are seen as soon as the changing call returns, those of other nodes as soon as
 * their event arrives, and prices change at their instant by themselves.
 *
 * <p>Every change is one transaction with its event, and adds a version to the product's history. Inside a caller's
 * transaction it joins that one.
 */
public final class Catalog {
    private static final Duration BRANDS_KEPT = Duration.ofSeconds(30);

    private final Categories categories;
    private final Sellers sellers;
    private final Currency currency;
    private final Freshness freshness = new Freshness();
    private final ProductRows rows;
    private final CachedProducts cached;
    private final ProductChanges changes;
    private final BulkUpsert bulk;
    private final History history;
    private final ProductList list;
    private final PriceSweep sweep;
    private final LoadingCache<String, List<Brand>> brands;

    public Catalog(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Categories categories,
            Sellers sellers,
            CatalogSettings settings) {
        this.categories = categories;
        this.sellers = sellers;
        this.currency = settings.currency();
        Brands spellings = new Brands(database);
        References references = new References(categories, sellers, new SellingCurrency(settings.currency()));
        ProductWriter writer = new ProductWriter(database, outbox, freshness);
        this.rows = new ProductRows(database);
        this.cached = new CachedProducts(rows, sellers, clock, freshness, settings);
        this.changes = new ProductChanges(database, rows, writer, references, spellings, clock);
        this.bulk = new BulkUpsert(database, rows, writer, references, spellings, clock);
        this.history = new History(database);
        this.list = new ProductList(database, categories);
        this.sweep = new PriceSweep(database, outbox, rows, clock);
        this.brands = Caffeine.newBuilder().expireAfterWrite(BRANDS_KEPT).build(key -> spellings.all());
        sellers.whenChanged(freshness::everythingChanged);
    }

    public Optional<Product> product(UUID id) {
        return cached.byId(id);
    }

    /** By the present slug or a former one; redirect when the product's slug is not the one asked for. */
    public Optional<Product> bySlug(String slug) {
        return slug.length() > Limits.SLUG || slug.indexOf('\0') >= 0 ? Optional.empty() : cached.bySlug(slug);
    }

    public Optional<Product> byExternalId(String externalId) {
        return externalId.indexOf('\0') >= 0 ? Optional.empty() : rows.byExternalId(externalId);
    }

    /** Those that exist, in the order asked for. */
    public List<Product> products(Collection<UUID> ids) {
        return cached.byIds(ids);
    }

    /** Those that exist, as they stand now. */
    public Map<UUID, VariantView> variants(Collection<UUID> variantIds) {
        return cached.variants(variantIds);
    }

    /**
     * As {@link #variants}, compared with the database by one statement: what another node has changed is in it although its event
     * has not come, and what was remembered of it is forgotten. For what decides; a seller's name may still be the former one.
     */
    public Map<UUID, VariantView> currentVariants(Collection<UUID> variantIds) {
        return cached.currentVariants(variantIds);
    }

    /** Those that exist: SKU to variant id. */
    public Map<String, UUID> variantIds(Collection<String> skus) {
        return rows.variantIds(skus);
    }

    /** What the store sells in. */
    public Currency currency() {
        return currency;
    }

    /** The offer a customer gets at that instant; empty where there is none, or none in the store's currency. */
    public Optional<Offer> offer(Variant variant, Instant at) {
        return variant.bestOffer(at).filter(offer -> offer.price().currency().equals(currency));
    }

    /**
     * Published products with a price in another currency than the store's: they were published before that was refused, or
     * before the store's currency was changed. Nobody can buy them by that price.
     *
     * @param limit 1 to 100
     */
    public List<Product> inOtherCurrencies(int limit) {
        return cached.byIds(rows.publishedInOtherCurrencies(currency, Math.clamp(limit, 1, 100)));
    }

    public CategoryTree categories() {
        return categories.tree();
    }

    /** The tree as the database has it at the time of the call or later; from then on remembered, too. */
    public CategoryTree currentCategories() {
        categories.changed();
        return categories.tree();
    }

    /** By name. */
    public List<Seller> sellers() {
        return sellers.all();
    }

    public Optional<Seller> seller(UUID id) {
        return sellers.find(id);
    }

    /** Grows with every change of a category or a seller; to be read before what is kept is made with their names. */
    public long namesVersion() {
        return categories.changes() + sellers.changes();
    }

    /** By name; the counts are up to half a minute old. */
    public List<Brand> brands() {
        return brands.get("");
    }

    /**
     * A new draft.
     *
     * @throws Failure {@code catalog.unknown-reference} for a category or seller that is not there, {@code
     *     catalog.slug-taken}, {@code catalog.taken} for an external id or SKU of another product
     */
    public Product create(ProductDraft draft) {
        return changes.create(draft);
    }

    /**
     * The product as the draft has it; where that changes nothing, the product as it is, at the version it has.
     *
     * @throws Failure as {@link #create}, and {@code catalog.no-product}, {@code catalog.version-conflict} if somebody
     *     else changed it since that version, {@code catalog.not-sellable} for a published product without variants
     */
    public Product update(UUID id, long expectedVersion, ProductDraft draft) {
        return changes.apply(id, expectedVersion, draft, "updated");
    }

    /**
     * Replaces the offers of one variant: prices now, and prices announced for later.
     *
     * @throws Failure as {@link #update}, and {@code catalog.no-variant}
     */
    public Product price(UUID id, long expectedVersion, UUID variantId, List<OfferDraft> offers) {
        return changes.price(id, expectedVersion, variantId, offers);
    }

    /**
     * Puts a draft on sale.
     *
     * @throws Failure {@code catalog.no-product}, {@code catalog.version-conflict}, {@code catalog.illegal-transition},
     *     {@code catalog.not-sellable}
     */
    public Product publish(UUID id, long expectedVersion) {
        return changes.become(id, expectedVersion, ProductState.PUBLISHED, "published");
    }

    /** Makes a published product a draft again; fails as {@link #publish}. */
    public Product unpublish(UUID id, long expectedVersion) {
        return changes.become(id, expectedVersion, ProductState.DRAFT, "unpublished");
    }

    /** Takes a product off sale permanently; fails as {@link #publish}. */
    public Product archive(UUID id, long expectedVersion) {
        return changes.become(id, expectedVersion, ProductState.ARCHIVED, "archived");
    }

    /** Makes an archived product a draft again; fails as {@link #publish}. */
    public Product reopen(UUID id, long expectedVersion) {
        return changes.reopen(id, expectedVersion);
    }

    /** As {@link #upsert(List)}; new products and drafts are published at once where {@code publish} says so. */
    public List<Upserted> upsert(List<ProductDraft> drafts, boolean publish) {
        return bulk.save(drafts.stream()
                .map(draft -> new ProductUpsert(draft, null, publish))
                .toList());
    }

    /**
     * Creates or updates many at once, by external id (which every draft must have): few statements, one transaction,
     * one event for each product that changed. A few hundred at a time is a good size.
     *
     * @return one outcome a draft, in their order
     * @throws Failure {@code catalog.conflict} if others keep changing the same products; nothing was saved then
     */
    public List<Upserted> upsert(List<ProductUpsert> upserts) {
        return bulk.save(upserts);
    }

    /**
     * Newest first.
     *
     * @throws Failure {@code catalog.no-product}
     */
    public List<Revision> history(UUID id) {
        return history.of(id);
    }

    /**
     * The product as it was at that version.
     *
     * @throws Failure {@code catalog.no-revision}
     */
    public Product revision(UUID id, long version) {
        return history.at(id, version);
    }

    /**
     * What differs between two versions, in either order.
     *
     * @throws Failure {@code catalog.no-revision}
     */
    public List<Difference> compare(UUID id, long from, long to) {
        return history.between(id, from, to);
    }

    /**
     * Makes an old revision's content the newest; the state stays as it is.
     *
     * @throws Failure as {@link #update}, and {@code catalog.no-revision}
     */
    public Product restore(UUID id, long expectedVersion, long revision) {
        return changes.apply(id, expectedVersion, ProductDraft.of(history.at(id, revision)), "restored");
    }

    /**
     * By id, which is oldest first.
     *
     * @param cursor null for the first page
     * @throws Failure {@code web.bad-cursor}
     */
    public Page<Product> list(ProductFilter filter, @Nullable String cursor, int limit) {
        return list.page(filter, cursor, limit);
    }

    /** How many there are in each state. */
    public Map<ProductState, Long> counts() {
        return list.counts();
    }

    /** Every product of any state, in batches, read with flat memory; for full rebuilds. */
    public void stream(Consumer<List<Product>> batch) {
        list.stream(ProductFilter.ALL, batch);
    }

    /** As {@link #stream(Consumer)}, only those that pass the filter. */
    public void stream(ProductFilter filter, Consumer<List<Product>> batch) {
        list.stream(filter, batch);
    }

    /**
     * Appends {@link CatalogEvents#PRODUCT_CHANGED} for products whose announced prices have come into force since the
     * last call, here or on another node.
     *
     * @return how many announcements were taken
     */
    public int announceDuePrices() {
        return sweep.run();
    }

    /** Another node changed the product. */
    void changedElsewhere(UUID product) {
        freshness.changed(product);
    }

    /** Others may have changed anything. */
    void forgetEverything() {
        freshness.everythingChanged();
        categories.changed();
        sellers.changed();
    }
}
