package io.peakday.catalog;

import io.peakday.kernel.Failure;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What must hold of a category tree after every change. */
final class TreeRules {
    private TreeRules() {}

    /**
     * @param id the category that is about to hang below the parent, with all that is below it; null for a new one
     * @throws Failure {@code catalog.no-category}, {@code catalog.category-cycle}, {@code catalog.category-too-deep},
     *     {@code catalog.too-many-categories}
     */
    static void checkPlace(CategoryTree tree, @Nullable UUID id, @Nullable UUID parentId) {
        int height = id == null ? 1 : height(tree, id);
        if (id == null && tree.size() >= Limits.CATEGORIES) {
            throw Failure.conflict(
                    "catalog.too-many-categories", "There can be " + Limits.CATEGORIES + " categories at most.");
        }
        if (parentId == null) {
            return;
        }
        List<Category> above = tree.path(parentId);
        if (above.isEmpty()) {
            throw unknown();
        }
        if (above.stream().anyMatch(category -> category.id().equals(id))) {
            throw Failure.conflict("catalog.category-cycle", "A category cannot be moved below itself.");
        }
        if (above.size() + height > Limits.CATEGORY_DEPTH) {
            throw Failure.conflict(
                    "catalog.category-too-deep", "The tree can be " + Limits.CATEGORY_DEPTH + " levels deep at most.");
        }
    }

    /** A slug that is free: the name's, else with the parent's before it, else with a digest. */
    static String freeSlug(CategoryTree tree, String name, @Nullable UUID parentId, String seed) {
        String slug = Slugs.of(name, "category");
        if (tree.bySlug(slug).isEmpty()) {
            return slug;
        }
        String longer = tree.path(parentId == null ? new UUID(0, 0) : parentId).stream()
                .reduce((upper, lower) -> lower)
                .map(parent -> parent.slug() + "-" + slug)
                .orElse(slug);
        boolean free = longer.length() <= Limits.SLUG && tree.bySlug(longer).isEmpty();
        return free ? longer : Slugs.distinct(slug, seed);
    }

    static Failure unknown() {
        return Failure.notFound("catalog.no-category", "There is no such category.");
    }

    private static int height(CategoryTree tree, UUID id) {
        return 1
                + tree.children(id).stream()
                        .mapToInt(child -> height(tree, child.id()))
                        .max()
                        .orElse(0);
    }
}
