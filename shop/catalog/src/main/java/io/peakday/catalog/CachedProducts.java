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
 */
final class CachedProducts {
    private final ProductRows rows;
    private final Sellers sellers;
    private final InstantSource clock;
    private final Freshness freshness;
    private final Cache<UUID, Stamped<Product>> products;
    private final Cache<String, Stamped<UUID>> slugs;
    private final Cache<UUID, Stamped<Priced>> variants;

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
            Stamped<Product> cached = products.getIfPresent(id);
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
                keep(product, tick);
            }
        }
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    Optional<Product> bySlug(String slug) {
        Stamped<UUID> known = slugs.getIfPresent(slug);
        if (known != null && freshness.since(known.tick(), known.productId())) {
            return byId(known.productId());
        }
        long tick = freshness.now();
        Optional<Product> found = rows.bySlug(slug);
        found.ifPresent(product -> {
            keep(product, tick);
            if (mayKeep()) {
                slugs.put(slug, new Stamped<>(product.id(), product.id(), tick));
            }
        });
        return found;
    }

    Map<UUID, VariantView> variants(Collection<UUID> ids) {
        Instant now = clock.instant();
        Map<UUID, VariantView> found = HashMap.newHashMap(ids.size());
        List<UUID> missing = List.of();
        for (UUID id : ids) {
            Stamped<Priced> cached = variants.getIfPresent(id);
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

    private void load(List<UUID> missing, Instant now, Map<UUID, VariantView> into) {
        Set<UUID> wanted = new HashSet<>(missing);
        long tick = freshness.now();
        boolean mayKeep = mayKeep();
        for (Product product : rows.byVariants(wanted)) {
            for (Variant variant : product.variants()) {
                if (!mayKeep && !wanted.contains(variant.id())) {
                    continue;
                }
                VariantView view = view(product, variant, now);
                if (wanted.contains(variant.id())) {
                    into.put(variant.id(), view);
                }
                if (mayKeep) {
                    Instant until = variant.nextPriceChange(now).orElse(null);
                    variants.put(variant.id(), new Stamped<>(new Priced(view, now, until), product.id(), tick));
                }
            }
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

    private void keep(Product product, long tick) {
        if (mayKeep()) {
            products.put(product.id(), new Stamped<>(product, product.id(), tick));
        }
    }

    /** What an open transaction reads may never be committed, so nobody else must see it. */
    private static boolean mayKeep() {
        return !TransactionSynchronizationManager.isActualTransactionActive();
    }
}
