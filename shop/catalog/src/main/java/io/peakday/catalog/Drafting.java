package io.peakday.catalog;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a product looks like once a draft is applied: which of its variants and offers go on under their id, and
 * which are new. Values in, values out.
 */
final class Drafting {
    private final Instant now;

    Drafting(Instant now) {
        this.now = now;
    }

    /** The first version. */
    Product create(ProductDraft draft, UUID id, String slug, String brand, ProductState state) {
        return new Product(
                id,
                draft.externalId() == null ? id.toString() : draft.externalId(),
                slug,
                draft.title(),
                brand,
                draft.categoryId(),
                draft.description(),
                draft.attributes(),
                variants(draft.variants(), List.of()),
                draft.media(),
                state,
                1,
                now,
                now);
    }

    /** The next version; the present one itself where the draft changes nothing. */
    Product update(Product present, ProductDraft draft, String slug, String brand, ProductState state) {
        Product wanted = new Product(
                present.id(),
                draft.externalId() == null ? present.externalId() : draft.externalId(),
                slug,
                draft.title(),
                brand,
                draft.categoryId(),
                draft.description(),
                draft.attributes(),
                variants(draft.variants(), present.variants()),
                draft.media(),
                state,
                present.version(),
                present.createdAt(),
                present.updatedAt());
        return wanted.equals(present) ? present : next(wanted, state);
    }

    /** The same content in another state, as the next version. */
    Product next(Product product, ProductState state) {
        return new Product(
                product.id(),
                product.externalId(),
                product.slug(),
                product.title(),
                product.brand(),
                product.categoryId(),
                product.description(),
                product.attributes(),
                product.variants(),
                product.media(),
                state,
                product.version() + 1,
                product.createdAt(),
                now);
    }

    private List<Variant> variants(List<VariantDraft> drafts, List<Variant> present) {
        Set<UUID> named = new HashSet<>();
        drafts.stream().map(VariantDraft::id).filter(Objects::nonNull).forEach(named::add);
        List<Variant> left = new ArrayList<>(present);
        List<Variant> next = new ArrayList<>(drafts.size());
        for (VariantDraft draft : drafts) {
            Optional<Variant> known = take(
                    left,
                    variant -> draft.id() != null
                            ? variant.id().equals(draft.id())
                            : variant.sku().equals(draft.sku()) && !named.contains(variant.id()));
            next.add(new Variant(
                    known.map(Variant::id).orElseGet(() -> idOr(draft.id())),
                    draft.sku(),
                    draft.gtin(),
                    draft.options(),
                    draft.weightGrams(),
                    draft.taxClass(),
                    offers(draft.offers(), known.map(Variant::offers).orElse(List.of())),
                    draft.media()));
        }
        return next;
    }

    private List<Offer> offers(List<OfferDraft> drafts, List<Offer> present) {
        Set<UUID> named = new HashSet<>();
        drafts.stream().map(OfferDraft::id).filter(Objects::nonNull).forEach(named::add);
        List<Offer> left = new ArrayList<>(present);
        List<Offer> next = new ArrayList<>(drafts.size());
        for (OfferDraft draft : drafts) {
            Optional<Offer> known = take(left, offer -> continues(draft, offer, named));
            Instant from = draft.validFrom() != null
                    ? draft.validFrom()
                    : known.map(Offer::validFrom).orElse(now);
            next.add(new Offer(
                    known.map(Offer::id).orElseGet(() -> idOr(draft.id())),
                    draft.sellerId(),
                    draft.price(),
                    draft.listPrice(),
                    from,
                    endAfter(from, draft.validTo())));
        }
        return next;
    }

    /** By id where the draft names one; else the seller's offer of the same start, or their standing one. */
    private boolean continues(OfferDraft draft, Offer offer, Set<UUID> named) {
        if (draft.id() != null) {
            return offer.id().equals(draft.id());
        }
        if (named.contains(offer.id()) || !offer.sellerId().equals(draft.sellerId())) {
            return false;
        }
        Instant from = draft.validFrom();
        return from != null
                ? offer.validFrom().equals(from)
                : Objects.equals(offer.validTo(), draft.validTo())
                        && !offer.validFrom().isAfter(now);
    }

    private static @Nullable Instant endAfter(Instant from, @Nullable Instant to) {
        if (to != null && !to.isAfter(from)) {
            throw Failure.invalid(
                    "catalog.invalid-product",
                    "This product has fields that must be put right.",
                    List.of(new FieldError("validTo", "order", "An offer must end after it starts.")));
        }
        return to;
    }

    private static <T> Optional<T> take(List<T> from, Predicate<T> wanted) {
        for (int i = 0; i < from.size(); i++) {
            if (wanted.test(from.get(i))) {
                return Optional.of(from.remove(i));
            }
        }
        return Optional.empty();
    }

    private static UUID idOr(@Nullable UUID id) {
        return id == null ? Ids.next() : id;
    }
}
