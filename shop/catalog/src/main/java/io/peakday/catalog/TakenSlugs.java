package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Assigns slugs that no other product has or had. */
final class TakenSlugs {
    /** Slug to the product that has it, or had it. */
    private final Map<String, UUID> taken;

    private TakenSlugs(Map<String, UUID> taken) {
        this.taken = taken;
    }

    /** Reads who has these slugs; the unique index decides should somebody take one meanwhile. */
    static TakenSlugs at(Database database, Collection<String> slugs) {
        return new TakenSlugs(database.connection(tx -> {
            try (PreparedStatement query = tx.prepareStatement("""
                    select slug, id from catalog.product where slug = any(?)
                    union all
                    select slug, product_id from catalog.slug_redirect where slug = any(?)""")) {
                var array = tx.createArrayOf("text", slugs.toArray());
                query.setArray(1, array);
                query.setArray(2, array);
                Map<String, UUID> taken = new HashMap<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        taken.put(rows.getString(1), rows.getObject(2, UUID.class));
                    }
                }
                return taken;
            }
        }));
    }

    /** The two slugs that may be given out for a draft; both must be asked for in {@link #at}. */
    static List<String> candidates(ProductDraft draft, String seed) {
        if (draft.slug() != null) {
            return List.of(draft.slug());
        }
        String slug = Slugs.of(draft.title(), "product");
        return List.of(slug, Slugs.distinct(slug, seed));
    }

    /**
     * @param seed what sets this product apart from its namesakes
     * @throws Failure {@code catalog.slug-taken} if the draft insists on a slug that another product has or had
     */
    String take(ProductDraft draft, UUID product, String seed) {
        for (String slug : candidates(draft, seed)) {
            if (taken.putIfAbsent(slug, product) == null || taken.get(slug).equals(product)) {
                return slug;
            }
        }
        if (draft.slug() == null) {
            return Slugs.distinct(Slugs.of(draft.title(), "product"), product.toString());
        }
        String sentence = "Another product has or had the address \"" + draft.slug() + "\".";
        throw new Failure(
                io.peakday.kernel.Fault.CONFLICT,
                "catalog.slug-taken",
                sentence,
                List.of(new FieldError("slug", "taken", sentence)),
                null);
    }
}
