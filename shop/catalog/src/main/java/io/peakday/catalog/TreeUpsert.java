package io.peakday.catalog;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Merges a tree from elsewhere into ours, node by node, parents first. */
final class TreeUpsert {
    private final CategoryTree tree;
    private final BiFunction<CategoryTree, CategoryDraft, Category> insert;
    private final Updating update;
    private final Map<String, CategoryUpsert> wanted = new HashMap<>();
    private final Map<String, Upserted> outcomes = new HashMap<>();
    private final Set<String> onTheWay = new HashSet<>();

    interface Updating {
        Category update(CategoryTree tree, UUID id, CategoryDraft draft);
    }

    TreeUpsert(CategoryTree tree, BiFunction<CategoryTree, CategoryDraft, Category> insert, Updating update) {
        this.tree = tree;
        this.insert = insert;
        this.update = update;
    }

    List<Upserted> apply(List<CategoryUpsert> categories) {
        categories.forEach(category -> wanted.putIfAbsent(category.externalId(), category));
        List<Upserted> all = new ArrayList<>(categories.size());
        for (CategoryUpsert category : categories) {
            all.add(
                    category.equals(wanted.get(category.externalId()))
                            ? save(category)
                            : rejected("externalId", "duplicate", "This external id comes twice, with other content."));
        }
        return List.copyOf(all);
    }

    private Upserted save(CategoryUpsert category) {
        Upserted done = outcomes.get(category.externalId());
        if (done != null) {
            return done;
        }
        if (!onTheWay.add(category.externalId())) {
            return rejected("parent", "cycle", "This category would be below itself.");
        }
        Upserted outcome;
        try {
            outcome = saveAfterParent(category);
        } catch (Failure e) {
            outcome =
                    e.fields().isEmpty() ? rejected("parent", e.code(), e.detail()) : new Upserted.Rejected(e.fields());
        }
        onTheWay.remove(category.externalId());
        outcomes.put(category.externalId(), outcome);
        return outcome;
    }

    private Upserted saveAfterParent(CategoryUpsert category) {
        UUID parent = null;
        if (category.parentExternalId() != null) {
            CategoryUpsert above = wanted.get(category.parentExternalId());
            if (above != null && save(above) instanceof Upserted.Rejected) {
                return rejected("parent", "rejected", "The parent was rejected.");
            }
            Category found = tree.byExternalId(category.parentExternalId()).orElse(null);
            if (found == null) {
                return rejected("parent", "unknown", "There is no category with this external id.");
            }
            parent = found.id();
        }
        return saveBelow(category, parent);
    }

    private Upserted saveBelow(CategoryUpsert category, @Nullable UUID parent) {
        CategoryDraft draft =
                new CategoryDraft(category.externalId(), null, category.name(), parent, category.position());
        Category present = tree.byExternalId(category.externalId()).orElse(null);
        if (present == null) {
            Category created = insert.apply(tree, draft);
            tree.put(created);
            return new Upserted.Created(created.id());
        }
        Category next = update.update(tree, present.id(), draft);
        if (next.equals(present)) {
            return new Upserted.Unchanged(present.id());
        }
        tree.put(next);
        return new Upserted.Updated(next.id(), tree.version());
    }

    private static Upserted rejected(String field, String code, String message) {
        return new Upserted.Rejected(List.of(new FieldError(field, code, message)));
    }
}
