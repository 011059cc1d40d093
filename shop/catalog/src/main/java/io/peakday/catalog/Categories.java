package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * The category tree: read from memory, changed by one writer at a time. Every change locks the tree's one version row
 * first and decides on the tree as it is then, so two moves can never make a cycle together.
 */
public final class Categories {
    private final Database database;
    private final Outbox outbox;
    private final Remembered<CategoryTree> tree = new Remembered<>(this::read);

    /** What came of a change, and the version of the tree that this change made or left as it was. */
    record InTree<T>(T value, long treeVersion) {}

    public Categories(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    public CategoryTree tree() {
        return tree.get();
    }

    /**
     * @throws Failure {@code catalog.slug-taken}, {@code catalog.category-exists} (external id), {@code
     *     catalog.no-category} (parent), {@code catalog.category-too-deep}
     */
    public Category create(CategoryDraft draft) {
        return createInTree(draft).value();
    }

    InTree<Category> createInTree(CategoryDraft draft) {
        return inTree(null, now -> insert(now, draft));
    }

    /**
     * Renames, moves and reorders.
     *
     * @throws Failure as {@link #create}, and {@code catalog.category-cycle}
     */
    public Category update(UUID id, CategoryDraft draft) {
        return change(null, now -> update(now, id, draft));
    }

    /**
     * As {@link #update(UUID, CategoryDraft)}, if the tree is still at that version.
     *
     * @throws Failure {@code catalog.version-conflict} if it is not
     */
    public Category update(UUID id, long expectedTreeVersion, CategoryDraft draft) {
        return updateInTree(id, expectedTreeVersion, draft).value();
    }

    InTree<Category> updateInTree(UUID id, long expectedTreeVersion, CategoryDraft draft) {
        return inTree(expectedTreeVersion, now -> update(now, id, draft));
    }

    /** A new name; the slug stays, so that addresses keep working. */
    public Category rename(UUID id, String name) {
        return change(null, now -> {
            Category present = now.find(id).orElseThrow(TreeRules::unknown);
            return update(now, id, new CategoryDraft(null, null, name, present.parentId(), present.position()));
        });
    }

    public Category move(UUID id, @Nullable UUID parentId, int position) {
        return change(null, now -> {
            Category present = now.find(id).orElseThrow(TreeRules::unknown);
            return update(now, id, new CategoryDraft(null, null, present.name(), parentId, position));
        });
    }

    /** @throws Failure {@code catalog.category-in-use} while it has children or products */
    public void delete(UUID id) {
        delete(id, null);
    }

    void delete(UUID id, @Nullable Long expectedTreeVersion) {
        try {
            change(expectedTreeVersion, now -> {
                if (!now.children(id).isEmpty()) {
                    throw inUse(null);
                }
                int gone = database.sql()
                        .sql("delete from catalog.category where id = ?")
                        .param(id)
                        .update();
                if (gone == 0) {
                    throw TreeRules.unknown();
                }
                return id;
            });
        } catch (DataIntegrityViolationException e) {
            throw inUse(e);
        }
    }

    /** Finds or makes the categories on each path (names from the department down); one id a path, of its last name. */
    public List<UUID> ensure(List<List<String>> paths) {
        CategoryTree known = tree();
        List<Optional<UUID>> found =
                paths.stream().map(path -> PathFinder.find(known, path)).toList();
        if (found.stream().allMatch(Optional::isPresent)) {
            return found.stream().map(Optional::orElseThrow).toList();
        }
        return change(null, now -> {
            PathFinder finder = new PathFinder(now, this::insert);
            return paths.stream().map(finder::ensure).toList();
        });
    }

    /**
     * Brings a tree from elsewhere in, by external id: parents before children, whatever their order here. A category
     * whose parent is missing, or that would make a cycle or go too deep, is rejected; the others are saved.
     */
    public List<Upserted> upsert(List<CategoryUpsert> categories) {
        return change(null, now -> new TreeUpsert(now, this::insert, this::update).apply(categories));
    }

    /** The tree changed on this node or another. */
    void changed() {
        tree.forget();
    }

    /** Grows with every change of the tree. */
    long changes() {
        return tree.changes();
    }

    /** From the database, whatever is remembered. */
    CategoryTree refreshed() {
        return tree.refreshed();
    }

    private <T> T change(@Nullable Long expected, Function<CategoryTree, T> work) {
        return inTree(expected, work).value();
    }

    private <T> InTree<T> inTree(@Nullable Long expected, Function<CategoryTree, T> work) {
        return database.transact(() -> {
            CategoryTree now = locked();
            if (expected != null && expected != now.version()) {
                throw Conflicts.version(expected, now.version());
            }
            List<Category> before = now.all();
            T result = work.apply(now);
            // Whether anything was written is seen in the transaction's own eyes.
            if (!read().all().equals(before)) {
                publish(now.version() + 1);
                return new InTree<>(result, now.version() + 1);
            }
            return new InTree<>(result, now.version());
        });
    }

    private void publish(long version) {
        database.sql()
                .sql("update catalog.category_tree set version = ?")
                .param(version)
                .update();
        outbox.append(CatalogEvents.CATEGORIES_CHANGED, "categories", new CatalogEvents.CategoriesChanged(version));
        changed();
        database.afterCommit(this::changed);
    }

    private CategoryTree locked() {
        database.sql()
                .sql("select version from catalog.category_tree for update")
                .query(Long.class)
                .single();
        return read();
    }

    private CategoryTree read() {
        // One statement, so that version and categories are of one moment.
        long[] version = {1};
        List<Category> all = new ArrayList<>();
        database.sql().sql("""
                        select t.version, c.id, c.external_id, c.slug, c.name, c.parent_id, c.position
                          from catalog.category_tree t left join catalog.category c on true""").query(row -> {
            version[0] = row.getLong(1);
            UUID id = row.getObject(2, UUID.class);
            if (id != null) {
                all.add(new Category(
                        id,
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, UUID.class),
                        row.getInt(7)));
            }
        });
        return new CategoryTree(version[0], all);
    }

    private Category insert(CategoryTree now, CategoryDraft draft) {
        UUID id = Ids.next();
        String externalId = draft.externalId() == null ? id.toString() : draft.externalId();
        TreeRules.checkPlace(now, null, draft.parentId());
        checkFree(now, null, externalId, draft.slug());
        String slug = draft.slug() != null
                ? draft.slug()
                : TreeRules.freeSlug(now, draft.name(), draft.parentId(), externalId);
        Category category = new Category(id, externalId, slug, draft.name(), draft.parentId(), draft.position());
        database.sql()
                .sql("""
                        insert into catalog.category (id, external_id, slug, name, parent_id, position)
                        values (?, ?, ?, ?, ?, ?)""")
                .param(id)
                .param(externalId)
                .param(slug)
                .param(category.name())
                .param(category.parentId())
                .param(category.position())
                .update();
        return category;
    }

    private Category update(CategoryTree now, UUID id, CategoryDraft draft) {
        Category present = now.find(id).orElseThrow(TreeRules::unknown);
        Category next = new Category(
                id,
                draft.externalId() == null ? present.externalId() : draft.externalId(),
                draft.slug() == null ? present.slug() : draft.slug(),
                draft.name(),
                draft.parentId(),
                draft.position());
        if (!Objects.equals(present.parentId(), next.parentId())) {
            TreeRules.checkPlace(now, id, next.parentId());
        }
        checkFree(now, id, next.externalId(), next.slug());
        if (!next.equals(present)) {
            database.sql()
                    .sql("""
                            update catalog.category
                               set external_id = ?, slug = ?, name = ?, parent_id = ?, position = ? where id = ?""")
                    .param(next.externalId())
                    .param(next.slug())
                    .param(next.name())
                    .param(next.parentId())
                    .param(next.position())
                    .param(id)
                    .update();
        }
        return next;
    }

    private static void checkFree(CategoryTree now, @Nullable UUID self, String externalId, @Nullable String slug) {
        if (now.byExternalId(externalId)
                .filter(other -> !other.id().equals(self))
                .isPresent()) {
            throw taken("catalog.category-exists", "externalId", "Another category has this external id.");
        }
        if (slug != null
                && now.bySlug(slug).filter(other -> !other.id().equals(self)).isPresent()) {
            throw taken("catalog.slug-taken", "slug", "Another category has this address.");
        }
    }

    private static Failure taken(String code, String field, String sentence) {
        return new Failure(Fault.CONFLICT, code, sentence, List.of(new FieldError(field, "taken", sentence)), null);
    }

    private static Failure inUse(@Nullable Throwable cause) {
        return new Failure(
                Fault.CONFLICT,
                "catalog.category-in-use",
                "This category has sub-categories or products; move them first.",
                List.of(),
                cause);
    }
}
