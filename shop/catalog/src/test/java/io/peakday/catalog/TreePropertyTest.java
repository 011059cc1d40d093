package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TreePropertyTest {
    @Property
    void whateverMovesAreTriedTheTreeStaysATreeOfAllowedDepth(
            @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @Size(max = 60) List<@IntRange(min = -1, max = 11) Integer> moves) {
        CategoryTree tree = new CategoryTree(1, List.of());
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            UUID id = new UUID(0, i + 1);
            ids.add(id);
            tree.put(new Category(id, "c" + i, "c" + i, "C" + i, null, i));
        }
        for (int i = 0; i + 1 < moves.size(); i += 2) {
            UUID moved = ids.get(Math.floorMod(moves.get(i), size));
            UUID parent = moves.get(i + 1) < 0 ? null : ids.get(Math.floorMod(moves.get(i + 1), size));
            boolean below = parent != null && tree.subtree(moved).contains(parent);
            Category present = tree.find(moved).orElseThrow();
            try {
                TreeRules.checkPlace(tree, moved, parent);
                assertThat(below).isFalse();
                tree.put(new Category(
                        moved, present.externalId(), present.slug(), present.name(), parent, present.position()));
            } catch (Failure e) {
                assertThat(e.code()).isIn("catalog.category-cycle", "catalog.category-too-deep");
                assertThat(below).isEqualTo(e.code().equals("catalog.category-cycle"));
            }
            assertThat(tree.all()).hasSize(size);
            assertThat(ids).allSatisfy(id -> assertThat(tree.path(id)).hasSizeBetween(1, Limits.CATEGORY_DEPTH));
        }
    }

    @Property
    void aFreeSlugIsAlwaysFree(@ForAll @Size(max = 20) List<@IntRange(max = 2) Integer> names) {
        CategoryTree tree = new CategoryTree(1, List.of());
        for (int i = 0; i < names.size(); i++) {
            String name = List.of("Lamps", "lamps!", "灯").get(names.get(i));
            String slug = TreeRules.freeSlug(tree, name, null, "seed" + i);
            assertThat(tree.bySlug(slug)).isEmpty();
            tree.put(new Category(new UUID(1, i), "x" + i, slug, name, null, i));
        }
    }
}
