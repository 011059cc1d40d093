package io.peakday.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Products and variants from memory where they are fresh, else from the database. What {@link Freshness} refuses is read
 * again; a variant is also read again once its price may have changed.
 *
 * <p>Between a change's commit and its tick one reader may load the new version while a slower one still holds the old.
 * So what is stored goes by version: the old is never put where the new, of the product or of a variant of it, is known,
 * and once one reader was shown the new version nobody is shown the old any more.
 */
final class CachedProducts {
    private final ProductRows rows;
    private final Sellers sellers;
    private final InstantSource clock;
    private final Freshness freshness;
    private final Cache<UUID, Versioned<Product>> products;
    private final Cache<String, Versioned<UUID>> slugs;
    private final Cache<UUID, Versioned<Priced>> variants;

    CachedProducts(
            ProductRows rows, Sellers sellers, InstantSource clock, Freshness freshness, CatalogSettings settings) {
        this.rows = rows;
        this.sellers = sellers;
        this.clock = clock;
        this.freshness = freshness;
        this.products = cache(settings.cachedProducts());
        this.slugs = cache(settings.cachedVariants());
        this.variants = cache(settings.cachedVariants());
    }

    private static <K, V> Cache<K, V> cache(int size) {
        return Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).build();
    }

    /** A variant's view, and the span of time in which its price holds. */
    private record Priced(
            VariantView view, Instant from, @Nullable Instant until) {
        boolean holdsAt(Instant at) {
            return !at.isBefore(from) && (until == null || at.isBefore(until));
        }
    }

    Optional<Product> byId(UUID id) {
        List<Product> found = byIds(List.of(id));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /** Those that exist, in the order asked for. */
    List<Product> byIds(Collection<UUID> ids) {
        Map<UUID, Product> found = new HashMap<>();
        Set<UUID> missing = new HashSet<>();
        for (UUID id : ids) {
            Versioned<Product> cached = products.getIfPresent(id);
            if (cached != null && freshness.since(cached.tick(), id)) {
                found.put(id, cached.value());
            } else {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            long tick = freshness.now();
            for (Product product : rows.byIds(missing)) {
                found.put(product.id(), product);
                keep(product, tick, true);
            }
        }
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    Optional<Product> bySlug(String slug) {
        Versioned<UUID> known = slugs.getIfPresent(slug);
        if (known != null && freshness.since(known.tick(), known.productId())) {
            return byId(known.productId());
        }
        long tick = freshness.now();
        Optional<Product> found = rows.bySlug(slug);
        found.ifPresent(product -> {
            keep(product, tick, true);
            if (mayKeep()) {
                slugs.put(slug, Versioned.of(product, product.id(), tick));
            }
        });
        return found;
    }

    Map<UUID, VariantView> variants(Collection<UUID> ids) {
        Instant now = clock.instant();
        Map<UUID, VariantView> found = HashMap.newHashMap(ids.size());
        List<UUID> missing = List.of();
        for (UUID id : ids) {
            Versioned<Priced> cached = variants.getIfPresent(id);
            if (cached != null && cached.value().holdsAt(now) && freshness.since(cached.tick(), cached.productId())) {
                found.put(id, cached.value().view());
            } else {
                missing = missing.isEmpty() ? new ArrayList<>() : missing;
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            load(missing, now, found);
        }
        return found;
    }

    /** As {@link #variants}, but none of an earlier version than the database has at the time of the call. */
    Map<UUID, VariantView> currentVariants(Collection<UUID> ids) {
        Map<UUID, VariantView> known = variants(ids);
        Map<UUID, ProductRows.Version> present = rows.versions(known.keySet());
        boolean outdated = false;
        for (VariantView view : known.values()) {
            if (!new ProductRows.Version(view.productId(), view.productVersion())
                    .equals(present.get(view.variantId()))) {
                freshness.changed(view.productId());
                outdated = true;
            }
        }
        return outdated ? variants(ids) : known;
    }

    private void load(List<UUID> missing, Instant now, Map<UUID, VariantView> into) {
        Set<UUID> wanted = new HashSet<>(missing);
        long tick = freshness.now();
        for (Product product : rows.byVariants(wanted)) {
            for (Variant variant : product.variants()) {
                if (wanted.contains(variant.id())) {
                    into.put(variant.id(), view(product, variant, now));
                }
            }
            keep(product, tick, false);
        }
    }

    private VariantView view(Product product, Variant variant, Instant at) {
        Offer offer = variant.bestOffer(at).orElse(null);
        Media picture = !variant.media().isEmpty()
                ? variant.media().getFirst()
                : product.media().isEmpty() ? null : product.media().getFirst();
        return new VariantView(
                variant.id(),
                product.id(),
                product.slug(),
                product.title(),
                variant.options(),
                variant.sku(),
                picture,
                offer == null ? null : offer.id(),
                offer == null ? null : offer.sellerId(),
                offer == null
                        ? null
                        : sellers.find(offer.sellerId()).map(Seller::name).orElse(null),
                offer == null ? null : offer.price(),
                variant.taxClass(),
                variant.weightGrams(),
                product.published() && offer != null,
                offer == null ? null : offer.listPrice(),
                product.brand(),
                product.categoryId(),
                product.version());
    }

    /**
     * Remembers what was read, unless a newer version is known.
     *
     * @param tick noted before reading
     * @param whole whether the product was asked for, and not only variants of it; else it is kept only where an older
     *     version of it is remembered
     */
    void keep(Product product, long tick, boolean whole) {
        if (!mayKeep()) {
            return;
        }
        Instant now = clock.instant();
        for (Variant variant : product.variants()) {
            Instant until = variant.nextPriceChange(now).orElse(null);
            Priced priced = new Priced(view(product, variant, now), now, until);
            variants.asMap().merge(variant.id(), Versioned.of(product, priced, tick), Versioned::newer);
        }
        // After its variants, so that nobody who finds the product can still find an older price.
        Versioned<Product> read = Versioned.of(product, product, tick);
        products.asMap().compute(product.id(), (id, present) -> {
            if (present != null) {
                return Versioned.newer(present, read);
            }
            return whole && !surpassed(product) ? read : null;
        });
    }

    /** Whether a variant is remembered of a newer version. */
    private boolean surpassed(Product product) {
        return product.variants().stream()
                .map(variant -> variants.getIfPresent(variant.id()))
                .anyMatch(known -> known != null && known.version() > product.version());
    }

    /** What an open transaction reads may never be committed, so nobody else must see it. */
    private static boolean mayKeep() {
        return !TransactionSynchronizationManager.isActualTransactionActive();
    }
}
