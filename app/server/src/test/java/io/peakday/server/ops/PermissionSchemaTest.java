package io.peakday.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.server.whole.SharedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The permissions in the API's document: listed where one is sent or answered, as in the one that is published. A module that is not
 * published yet may have brought more of them.
 */
class PermissionSchemaTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @Test
    void theDocumentListsThePermissionsAsThePublishedOneDoes() throws IOException {
        Map<String, JsonNode> served =
                listed(shop.caller().get("/api/v1/openapi").ok());
        Map<String, JsonNode> published =
                listed(JsonMapper.shared().readTree(Files.readAllBytes(Path.of("../../docs/openapi.json"))));

        assertThat(published).hasSizeGreaterThan(3);
        published.forEach((place, schema) -> {
            assertThat(served).containsKey(place);
            JsonNode now = served.get(place);
            assertThat(now.get("enum").valueStream())
                    .as(place)
                    .containsSubsequence(schema.get("enum").valueStream().toList());
            assertThat(withoutNames(now)).as(place).isEqualTo(withoutNames(schema));
        });
        List<String> all = shop.bean(Permissions.class).all().stream()
                .map(Permission::name)
                .toList();
        assertThat(served.values())
                .allSatisfy(
                        schema -> assertThat(schema.get("enum").valueStream().map(JsonNode::asString))
                                .containsExactlyElementsOf(all));
    }

    private static JsonNode withoutNames(JsonNode schema) {
        return ((ObjectNode) schema.deepCopy()).remove(List.of("enum"));
    }

    /** The schemas that list permissions, by where they stand. */
    private static Map<String, JsonNode> listed(JsonNode document) {
        Map<String, JsonNode> found = new TreeMap<>();
        collect("", document, found);
        return found;
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> found) {
        JsonNode values = node.path("enum");
        if (values.valueStream().anyMatch(value -> value.asString("").equals("CATALOG_READ"))) {
            found.put(path, node);
        }
        node.propertyStream().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), found));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), found);
            }
        }
    }
}
