package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class DiffPropertyTest {
    @Property
    void aDocumentDoesNotDifferFromItself(
            @ForAll @Size(max = 8) @UniqueElements List<@IntRange(max = 20) Integer> names) {
        assertThat(between(names, names)).isEmpty();
    }

    @Property
    void theDifferencesNameExactlyTheAttributesThatCameOrWent(
            @ForAll @Size(max = 8) @UniqueElements List<@IntRange(max = 12) Integer> before,
            @ForAll @Size(max = 8) @UniqueElements List<@IntRange(max = 12) Integer> after) {
        List<String> changed = IntStream.rangeClosed(0, 12)
                .filter(name -> before.contains(name) != after.contains(name))
                .mapToObj(name -> "attributes[a" + name + "]")
                .toList();
        List<String> paths =
                between(before, after).stream().map(Difference::path).toList();
        if (changed.isEmpty() && !before.equals(after)) {
            assertThat(paths).containsExactly("attributes");
        } else {
            assertThat(paths).containsExactlyInAnyOrderElementsOf(changed);
        }
    }

    @Property
    void exchangingTheDocumentsExchangesBeforeAndAfter(
            @ForAll @Size(max = 8) @UniqueElements List<@IntRange(max = 12) Integer> before,
            @ForAll @Size(max = 8) @UniqueElements List<@IntRange(max = 12) Integer> after) {
        assertThat(between(after, before))
                .containsExactlyInAnyOrderElementsOf(between(before, after).stream()
                        .map(one -> new Difference(one.path(), one.after(), one.before()))
                        .toList());
    }

    private static List<Difference> between(List<Integer> before, List<Integer> after) {
        return DocumentDiff.between(tree(before), tree(after));
    }

    private static tools.jackson.databind.JsonNode tree(List<Integer> names) {
        List<Attribute> attributes = names.stream()
                .map(name -> new Attribute("a" + name, "A" + name, new AttributeValue.Text("v" + name)))
                .toList();
        return ProductDocument.tree(ProductDocument.write(new Product(
                new UUID(0, 1),
                "x",
                "slug",
                "Title",
                "",
                new UUID(0, 2),
                "",
                attributes,
                List.of(),
                List.of(),
                ProductState.DRAFT,
                1,
                Instant.EPOCH,
                Instant.EPOCH)));
    }
}
