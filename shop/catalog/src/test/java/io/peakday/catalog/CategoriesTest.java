package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.events.EventsModule;
import io.peakday.kernel.Failure;
import io.peakday.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CategoriesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, CatalogModule.SCHEMA);

    final Shop shop = new Shop(postgres.database());
    final Categories categories = shop.categories;

    @Test
    void aPathIsMadeOnceWhateverItsCase() {
        UUID first = categories.ensure(List.of(List.of("Music", "Vinyl"))).getFirst();
        long version = categories.tree().version();

        assertThat(categories.ensure(List.of(List.of("MUSIC", "vinyl")))).containsExactly(first);
        assertThat(categories.tree().version()).isEqualTo(version);
        assertThat(categories.tree().path(first)).extracting(Category::name).containsExactly("Music", "Vinyl");
    }

    @Test
    void namesakesInDifferentPlacesHaveDifferentSlugs() {
        List<UUID> ids = categories.ensure(
                List.of(List.of("Men", "Shoes"), List.of("Women", "Shoes"), List.of("Children", "Shoes")));

        assertThat(ids.stream()
                        .map(id -> categories.tree().find(id).orElseThrow().slug()))
                .containsExactly("shoes", "women-shoes", "children-shoes");
    }

    @Test
    void aCategoryCannotBeMovedBelowItself() {
        UUID leaf = categories.ensure(List.of(List.of("A", "B", "C"))).getFirst();
        UUID top = categories.tree().path(leaf).getFirst().id();

        assertThatThrownBy(() -> categories.move(top, leaf, 0))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("catalog.category-cycle"));
        assertThatThrownBy(() -> categories.move(top, top, 0)).isInstanceOf(Failure.class);
    }

    @Test
    void aCategoryInUseIsNotDeleted() {
        shop.catalog.create(shop.lamp("Keeps its category"));
        UUID home = categories.tree().path(shop.lamps).getFirst().id();

        for (UUID used : List.of(shop.lamps, home)) {
            assertThatThrownBy(() -> categories.delete(used))
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.code()).isEqualTo("catalog.category-in-use"));
        }
        UUID empty = categories.ensure(List.of(List.of("Empty"))).getFirst();
        categories.delete(empty);
        assertThat(categories.tree().find(empty)).isEmpty();
    }

    @Test
    void aRenamedCategoryKeepsItsAddress() {
        UUID id = categories.ensure(List.of(List.of("Renamed"))).getFirst();

        assertThat(categories.rename(id, "Something else").slug()).isEqualTo("renamed");
        assertThatThrownBy(() -> categories.update(id, 1, new CategoryDraft(null, null, "Late", null, 0)))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("catalog.version-conflict"));
    }

    @Test
    void aTreeFromElsewhereComesInWhateverTheOrderAndOnlyOnce() {
        List<CategoryUpsert> given = List.of(
                new CategoryUpsert("x3", "Leaf", "x2", 0),
                new CategoryUpsert("x2", "Middle", "x1", 0),
                new CategoryUpsert("x1", "Top", null, 0),
                new CategoryUpsert("x4", "Orphan", "nobody", 0),
                new CategoryUpsert("x5", "Hen", "x6", 0),
                new CategoryUpsert("x6", "Egg", "x5", 0));

        List<Upserted> first = categories.upsert(given);
        List<Upserted> second = categories.upsert(given);

        assertThat(first.subList(0, 3)).hasOnlyElementsOfType(Upserted.Created.class);
        assertThat(first.subList(3, 6)).hasOnlyElementsOfType(Upserted.Rejected.class);
        assertThat(second.subList(0, 3)).hasOnlyElementsOfType(Upserted.Unchanged.class);
    }

    /** Two nodes move categories about at random; whatever wins, every category still has a way to a department. */
    @Test
    void twoNodesMovingAtOnceNeverMakeACycle() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(categories.ensure(List.of(List.of("Racing " + i))).getFirst());
        }
        Categories other = new Shop(postgres.anotherNode()).categories;
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Void>> movers = List.of(mover(categories, ids, 1), mover(other, ids, 2));
            for (var done : threads.invokeAll(movers)) {
                done.get();
            }
        }
        CategoryTree tree = new Shop(postgres.database()).categories.tree();
        assertThat(ids).allSatisfy(id -> assertThat(tree.path(id)).isNotEmpty());
        assertThat(tree.all()).hasSize(tree.size());
    }

    private static Callable<Void> mover(Categories categories, List<UUID> ids, long seed) {
        return () -> {
            Random random = new Random(seed);
            for (int i = 0; i < 60; i++) {
                UUID moved = ids.get(random.nextInt(ids.size()));
                UUID parent = random.nextInt(5) == 0 ? null : ids.get(random.nextInt(ids.size()));
                try {
                    categories.move(moved, parent, 0);
                } catch (Failure e) {
                    assertThat(e.code()).isIn("catalog.category-cycle", "catalog.category-too-deep");
                }
            }
            return null;
        };
    }
}
