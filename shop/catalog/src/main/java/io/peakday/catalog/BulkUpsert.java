package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Ids;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Saves many products at once. What can be decided beforehand is decided row by row, so that one bad row is rejected
 * alone; what only a constraint can see (another node took the same SKU this very moment) rolls the whole call back, and
 * it is decided again.
 */
final class BulkUpsert {
    private static final int ATTEMPTS = 4;

    private final Database database;
    private final ProductRows rows;
    private final ProductWriter writer;
    private final References references;
    private final Brands brands;
    private final InstantSource clock;

    BulkUpsert(
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

    List<Upserted> save(List<ProductUpsert> upserts) {
        int attempts = TransactionSynchronizationManager.isActualTransactionActive() ? 1 : ATTEMPTS;
        for (int attempt = 1; ; attempt++) {
            try {
                return database.transact(() -> inRounds(upserts));
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                if (attempt == attempts) {
                    throw conflict(e);
                }
            }
        }
    }

    private static Failure conflict(DataAccessException e) {
        return new Failure(
                io.peakday.kernel.Fault.CONFLICT,
                "catalog.conflict",
                "Others keep changing the same products; try again.",
                List.of(),
                e);
    }

    /** A product that comes twice is saved twice, the later row seeing the earlier one. */
    private List<Upserted> inRounds(List<ProductUpsert> upserts) {
        List<Upserted> outcomes = new ArrayList<>(upserts.size());
        Set<String> seen = new HashSet<>();
        List<ProductUpsert> round = new ArrayList<>();
        for (ProductUpsert upsert : upserts) {
            if (!seen.add(Objects.requireNonNullElse(upsert.draft().externalId(), ""))) {
                outcomes.addAll(new Round(round).save());
                round.clear();
                seen.clear();
                seen.add(Objects.requireNonNullElse(upsert.draft().externalId(), ""));
            }
            round.add(upsert);
        }
        if (!round.isEmpty()) {
            outcomes.addAll(new Round(round).save());
        }
        return outcomes;
    }

    private Map<String, UUID> ownersOf(Object[] skus) {
        return database.connection(tx -> {
            try (PreparedStatement query =
                    tx.prepareStatement("select sku, product_id from catalog.variant where sku = any(?)")) {
                query.setArray(1, tx.createArrayOf("text", skus));
                Map<String, UUID> owners = new HashMap<>();
                try (ResultSet found = query.executeQuery()) {
                    while (found.next()) {
                        owners.put(found.getString(1), found.getObject(2, UUID.class));
                    }
                }
                return owners;
            }
        });
    }

    /** Drafts of different products. */
    private final class Round {
        private final List<ProductUpsert> upserts;
        private final Map<String, Product> present = new HashMap<>();
        private final Map<String, UUID> skuOwners;
        private final Map<String, String> canonicalBrands;
        private final TakenSlugs slugs;
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        private final Drafting drafting = new Drafting(now);
        private final References.Look look = references.look();
        private final List<Change> changes = new ArrayList<>();

        Round(List<ProductUpsert> upserts) {
            this.upserts = List.copyOf(upserts);
            Set<String> externalIds = new HashSet<>();
            Set<String> skus = new HashSet<>();
            Set<String> spellings = new HashSet<>();
            for (ProductUpsert upsert : upserts) {
                if (upsert.draft().externalId() != null) {
                    externalIds.add(upsert.draft().externalId());
                }
                upsert.draft().variants().forEach(variant -> skus.add(variant.sku()));
                spellings.add(upsert.draft().brand());
            }
            rows.lockByExternalIds(externalIds).forEach(product -> present.put(product.externalId(), product));
            skuOwners = ownersOf(skus.toArray());
            canonicalBrands = brands.canonical(spellings);
            Set<String> candidates = new HashSet<>();
            for (ProductUpsert upsert : upserts) {
                ProductDraft draft = upsert.draft();
                if (draft.externalId() != null && (draft.slug() != null || !present.containsKey(draft.externalId()))) {
                    candidates.addAll(TakenSlugs.candidates(draft, draft.externalId()));
                }
            }
            slugs = TakenSlugs.at(database, candidates);
        }

        List<Upserted> save() {
            List<Upserted> outcomes = upserts.stream().map(this::decide).toList();
            writer.write(changes, Acting.reference());
            return outcomes;
        }

        private Upserted decide(ProductUpsert upsert) {
            String externalId = upsert.draft().externalId();
            if (externalId == null) {
                return rejected("externalId", "required", "An external id is required.");
            }
            List<FieldError> wrong = new ArrayList<>(look.wrong(upsert.draft()));
            wrong.addAll(references.currencies(upsert.draft()));
            if (!wrong.isEmpty()) {
                return new Upserted.Rejected(wrong);
            }
            Product known = present.get(externalId);
            UUID id = known == null ? Ids.next() : known.id();
            for (VariantDraft variant : upsert.draft().variants()) {
                UUID owner = skuOwners.putIfAbsent(variant.sku(), id);
                if (owner != null && !owner.equals(id)) {
                    return rejected(
                            "sku", "taken", "Another product has a variant with the SKU " + variant.sku() + ".");
                }
            }
            try {
                return known == null ? create(upsert, id, externalId) : update(upsert, known);
            } catch (Failure e) {
                return e.fields().isEmpty()
                        ? rejected("state", e.code(), e.detail())
                        : new Upserted.Rejected(e.fields());
            }
        }

        private Upserted create(ProductUpsert upsert, UUID id, String externalId) {
            ProductState state = upsert.stateAfter(null);
            requireSellable(state, upsert.draft());
            String slug = slugs.take(upsert.draft(), id, externalId);
            changes.add(new Change(
                    null, drafting.create(upsert.draft(), id, slug, brand(upsert.draft()), state), "imported"));
            return new Upserted.Created(id);
        }

        @SuppressWarnings("ReferenceEquality") // where nothing changes, drafting returns the product as it came
        private Upserted update(ProductUpsert upsert, Product known) {
            ProductState state = upsert.stateAfter(known.state());
            requireSellable(state, upsert.draft());
            String slug = upsert.draft().slug() == null
                    ? known.slug()
                    : slugs.take(upsert.draft(), known.id(), known.externalId());
            Product next = drafting.update(known, upsert.draft(), slug, brand(upsert.draft()), state);
            if (next == known) {
                return new Upserted.Unchanged(known.id());
            }
            changes.add(new Change(known, next, "imported"));
            return new Upserted.Updated(next.id(), next.version());
        }

        private void requireSellable(ProductState state, ProductDraft draft) {
            if (state == ProductState.PUBLISHED) {
                references.requireSellable(draft.variants());
            }
        }

        private String brand(ProductDraft draft) {
            return canonicalBrands.getOrDefault(draft.brand(), draft.brand());
        }

        private Upserted rejected(String field, String code, String message) {
            return new Upserted.Rejected(List.of(new FieldError(field, code, message)));
        }
    }
}
