package io.peakday.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Finds categories by their names from the department down, whatever their case, and makes those that are missing. */
final class PathFinder {
    private final CategoryTree tree;
    private final BiFunction<CategoryTree, CategoryDraft, Category> insert;
    private final Map<List<String>, UUID> made = new HashMap<>();

    PathFinder(CategoryTree tree, BiFunction<CategoryTree, CategoryDraft, Category> insert) {
        this.tree = tree;
        this.insert = insert;
    }

    static Optional<UUID> find(CategoryTree tree, List<String> path) {
        UUID at = null;
        for (String name : path) {
            Optional<Category> child = child(tree, at, name);
            if (child.isEmpty()) {
                return Optional.empty();
            }
            at = child.get().id();
        }
        return Optional.ofNullable(at);
    }

    UUID ensure(List<String> path) {
        UUID known = made.get(path);
        if (known != null) {
            return known;
        }
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a path names at least a department");
        }
        UUID parent = path.size() == 1 ? null : ensure(path.subList(0, path.size() - 1));
        String name = path.getLast();
        UUID id = child(tree, parent, name).map(Category::id).orElseGet(() -> make(parent, name));
        made.put(List.copyOf(path), id);
        return id;
    }

    private UUID make(@Nullable UUID parent, String name) {
        int position = parent == null
                ? tree.departments().size()
                : tree.children(parent).size();
        Category category = insert.apply(tree, new CategoryDraft(null, null, name, parent, position));
        tree.put(category);
        return category.id();
    }

    private static Optional<Category> child(CategoryTree tree, @Nullable UUID parent, String name) {
        List<Category> siblings = parent == null ? tree.departments() : tree.children(parent);
        return siblings.stream()
                .filter(category -> category.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
