package io.peakday.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares two JSON documents. Members of lists are matched by what identifies them (SKU, name, id, address), so that
 * one inserted attribute is one difference and not a shift of all that follow; a mere change of order is one difference
 * at the list.
 */
final class DocumentDiff {
    private static final List<String> IDENTIFYING = List.of("sku", "name", "id", "url");

    private final List<Difference> found = new ArrayList<>();

    private DocumentDiff() {}

    static List<Difference> between(JsonNode before, JsonNode after) {
        DocumentDiff diff = new DocumentDiff();
        diff.compare("", before, after);
        return List.copyOf(diff.found);
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null || before.getNodeType() != after.getNodeType()) {
            found.add(new Difference(path, text(before), text(after)));
        } else if (before.isObject()) {
            compareMembers(path.isEmpty() ? "" : path + ".", "", members(before), members(after));
        } else if (before.isArray()) {
            Map<String, JsonNode> then = items(before);
            Map<String, JsonNode> now = items(after);
            compareMembers(path + "[", "]", then, now);
            if (then.keySet().equals(now.keySet())
                    && !List.copyOf(then.keySet()).equals(List.copyOf(now.keySet()))) {
                found.add(new Difference(
                        path,
                        "in order: " + String.join(", ", then.keySet()),
                        "in order: " + String.join(", ", now.keySet())));
            }
        } else if (!before.equals(after)) {
            found.add(new Difference(path, text(before), text(after)));
        }
    }

    private void compareMembers(String start, String end, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            JsonNode then = before.get(name);
            JsonNode now = after.get(name);
            if (then == null || !then.equals(now)) {
                compare(start + name + end, then, now);
            }
        }
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.propertyStream().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static Map<String, JsonNode> items(JsonNode array) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            String key = IDENTIFYING.stream()
                    .map(item::get)
                    .filter(value -> value != null && value.isString())
                    .map(JsonNode::stringValue)
                    .findFirst()
                    .orElse(String.valueOf(i));
            items.put(items.containsKey(key) ? key + "#" + i : key, item);
        }
        return items;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }
}
