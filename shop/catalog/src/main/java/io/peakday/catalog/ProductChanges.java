package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

/** Changes one product at a time, on the version the caller saw. */
final class ProductChanges {
    private final Database database;
    private final ProductRows rows;
    private final ProductWriter writer;
    private final References references;
    private final Brands brands;
    private final InstantSource clock;

    ProductChanges(
            Database database,
            ProductRows rows,
            ProductWriter writer,
            References references,
            Brands brands,
            InstantSource clock) {
        this.database = database;
        this.rows = rows;
        this.writer = writer;
        this.references = references;
        this.brands = brands;
        this.clock = clock;
    }

    Product create(ProductDraft draft) {
        return guarded(() -> {
            references.require(draft);
            UUID id = Ids.next();
            String seed = draft.externalId() == null ? id.toString() : draft.externalId();
            Product product =
                    new Drafting(now()).create(draft, id, slug(draft, id, seed), brand(draft), ProductState.DRAFT);
            writer.write(List.of(new Change(null, product, "created")), Acting.reference());
            return product;
        });
    }

    /** @param action for the history */
    Product apply(UUID id, long expectedVersion, ProductDraft draft, String action) {
        return guarded(() -> change(id, expectedVersion, action, (present, drafting) -> {
            references.require(draft);
            if (present.published()) {
                references.requireSellable(draft.variants());
            }
            String slug = draft.slug() == null || draft.slug().equals(present.slug())
                    ? present.slug()
                    : slug(draft, id, present.externalId());
            return drafting.update(present, draft, slug, brand(draft), present.state());
        }));
    }

    Product price(UUID id, long expectedVersion, UUID variantId, List<OfferDraft> offers) {
        return guarded(() -> change(id, expectedVersion, "priced", (present, drafting) -> {
            ProductDraft draft = ProductDraft.of(present).withOffers(variantId, offers);
            references.require(draft);
            if (present.published()) {
                references.requireSellable(draft.variants());
            }
            return drafting.update(present, draft, present.slug(), present.brand(), present.state());
        }));
    }

    Product become(UUID id, long expectedVersion, ProductState state, String action) {
        return change(id, expectedVersion, action, (present, drafting) -> {
            if (state == ProductState.PUBLISHED) {
                references.requireSellable(ProductDraft.of(present).variants());
            }
            if (state == ProductState.DRAFT && present.state() == ProductState.ARCHIVED) {
                throw Failure.conflict(
                        "catalog.illegal-transition", "An archived product is reopened, not unpublished.");
            }
            return drafting.next(present, present.state().become(state));
        });
    }

    @SuppressWarnings("ReferenceEquality") // a decision that changes nothing returns the product as it came
    private Product change(
            UUID id, long expectedVersion, String action, BiFunction<Product, Drafting, Product> decision) {
        return database.transact(() -> {
            Product present = rows.lockByIds(List.of(id)).stream().findFirst().orElseThrow(ProductChanges::unknown);
            if (present.version() != expectedVersion) {
                throw Conflicts.version(expectedVersion, present.version());
            }
            Product next = decision.apply(present, new Drafting(now()));
            if (next != present) {
                writer.write(List.of(new Change(present, next, action)), Acting.reference());
            }
            return next;
        });
    }

    Product reopen(UUID id, long expectedVersion) {
        return change(id, expectedVersion, "reopened", (present, drafting) -> {
            if (present.state() != ProductState.ARCHIVED) {
                throw Failure.conflict("catalog.illegal-transition", "Only an archived product can be reopened.");
            }
            return drafting.next(present, ProductState.DRAFT);
        });
    }

    static Failure unknown() {
        return Failure.notFound("catalog.no-product", "There is no such product.");
    }

    private String slug(ProductDraft draft, UUID id, String seed) {
        return TakenSlugs.at(database, TakenSlugs.candidates(draft, seed)).take(draft, id, seed);
    }

    private String brand(ProductDraft draft) {
        return Objects.requireNonNull(brands.canonical(List.of(draft.brand())).get(draft.brand()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Product guarded(java.util.function.Supplier<Product> work) {
        try {
            return database.transact(work);
        } catch (DuplicateKeyException e) {
            throw Conflicts.duplicate(e);
        } catch (DataIntegrityViolationException e) {
            throw Conflicts.vanished(e);
        }
    }
}
