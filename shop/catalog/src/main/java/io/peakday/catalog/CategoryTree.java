package io.peakday.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The whole category tree at one version; every question is answered from memory. Never changes once it is given out. */
public final class CategoryTree {
    private static final Comparator<Category> SHOWN = Comparator.comparingInt(Category::position)
            .thenComparing(Category::name)
            .thenComparing(Category::id);

    private final long version;
    private final Map<UUID, Category> byId = new HashMap<>();
    private final Map<String, Category> bySlug = new HashMap<>();
    private final Map<String, Category> byExternalId = new HashMap<>();
    private final Map<UUID, List<Category>> children = new HashMap<>();
    private final List<Category> departments = new ArrayList<>();

    /** @param categories in any order; parents must be among them */
    public CategoryTree(long version, List<Category> categories) {
        this.version = version;
        categories.stream().sorted(SHOWN).forEach(this::put);
    }

    /** For a writer, on a tree that nobody else has seen: adds a category, or replaces the one with its id. */
    void put(Category category) {
        Category former = byId.put(category.id(), category);
        if (former != null) {
            bySlug.remove(former.slug());
            byExternalId.remove(former.externalId());
            siblings(former).remove(former);
        }
        bySlug.put(category.slug(), category);
        byExternalId.put(category.externalId(), category);
        siblings(category).add(category);
    }

    private List<Category> siblings(Category category) {
        return category.parentId() == null
                ? departments
                : children.computeIfAbsent(category.parentId(), id -> new ArrayList<>());
    }

    private void walk(Category from, List<Category> into) {
        into.add(from);
        children(from.id()).forEach(child -> walk(child, into));
    }

    /** Grows with every change of the tree. */
    public long version() {
        return version;
    }

    /** Every category, parents before their children, siblings in the order shown. */
    public List<Category> all() {
        List<Category> ordered = new ArrayList<>(byId.size());
        departments.forEach(root -> walk(root, ordered));
        return Collections.unmodifiableList(ordered);
    }

    public int size() {
        return byId.size();
    }

    /** The top level, in the order shown. */
    public List<Category> departments() {
        return Collections.unmodifiableList(departments);
    }

    /** The direct children, in the order shown; empty for a leaf or an unknown id. */
    public List<Category> children(UUID id) {
        return Collections.unmodifiableList(children.getOrDefault(id, List.of()));
    }

    public Optional<Category> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Category> bySlug(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    public Optional<Category> byExternalId(String externalId) {
        return Optional.ofNullable(byExternalId.get(externalId));
    }

    /** From the department down to the category itself; empty for an unknown id. */
    public List<Category> path(UUID id) {
        List<Category> path = new ArrayList<>();
        for (Category at = byId.get(id); at != null; at = at.parentId() == null ? null : byId.get(at.parentId())) {
            path.add(at);
        }
        Collections.reverse(path);
        return List.copyOf(path);
    }

    /** The category and everything below it; empty for an unknown id. */
    public Set<UUID> subtree(UUID id) {
        Set<UUID> ids = new HashSet<>();
        find(id).ifPresent(from -> {
            List<Category> below = new ArrayList<>();
            walk(from, below);
            below.forEach(category -> ids.add(category.id()));
        });
        return ids;
    }
}
