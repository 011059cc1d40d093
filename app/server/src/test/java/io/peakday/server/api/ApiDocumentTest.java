package io.peakday.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.server.whole.SharedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of the API: complete, and as it is published. {@code -Dpeakday.names.record=true} publishes what is served now.
 */
class ApiDocumentTest {
    private static final Path PUBLISHED = Path.of("../../docs/openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int LONGEST_SUMMARY = 90;

    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    private static JsonNode served;

    private record Operation(String name, JsonNode node) {
        List<JsonNode> parameters() {
            return node.path("parameters").valueStream().toList();
        }
    }

    @BeforeAll
    static void read() throws IOException {
        served = sorted(shop.caller().get("/api/v1/openapi").ok());
        if (Boolean.getBoolean("peakday.names.record")) {
            Files.writeString(PUBLISHED, JSON.writeValueAsString(served) + '\n');
        }
    }

    @Test
    void everyOperationHasAnIdOfItsOwn() {
        Map<String, List<String>> ids = operations().stream()
                .collect(Collectors.groupingBy(
                        each -> each.node().path("operationId").asString(),
                        Collectors.mapping(Operation::name, Collectors.toList())));

        assertThat(ids).hasSizeGreaterThan(160).allSatisfy((id, of) -> {
            assertThat(id).matches("[a-z][A-Za-z]+");
            assertThat(of).as(id).hasSize(1);
        });
    }

    @Test
    void everyOperationSaysWhatItDoes() {
        List<String> lacking = new ArrayList<>();
        for (Operation each : operations()) {
            String summary = each.node().path("summary").asString("");
            if (summary.isEmpty() || summary.length() > LONGEST_SUMMARY) {
                lacking.add(each.name() + " has a summary of " + summary.length() + " characters: " + summary);
            }
            if (each.node().path("tags").size() != 1) {
                lacking.add(each.name() + " is not of one tag");
            }
            if (!each.node().has("security")) {
                lacking.add(each.name() + " does not say who may call it");
            }
            for (JsonNode parameter : each.parameters()) {
                if (parameter.path("description").asString("").isEmpty()) {
                    lacking.add(each.name() + " does not describe its parameter " + parameter.path("name"));
                }
            }
            if (each.node()
                    .path("responses")
                    .propertyStream()
                    .noneMatch(answer -> answer.getKey().startsWith("2"))) {
                lacking.add(each.name() + " has no successful answer");
            }
            each.node().path("responses").propertyStream().forEach(answer -> {
                String reference = answer.getValue().path("$ref").asString("");
                JsonNode meant = reference.isEmpty() ? answer.getValue() : served.at(reference.substring(1));
                if (Set.of("", "OK", "Created", "No Content")
                        .contains(meant.path("description").asString(""))) {
                    lacking.add(each.name() + " does not describe its answer " + answer.getKey());
                }
            });
        }

        assertThat(lacking).isEmpty();
    }

    @Test
    void everySchemaAndPropertyIsDescribed() {
        List<String> lacking = new ArrayList<>();
        served.at("/components/schemas").propertyStream().forEach(schema -> {
            if (schema.getValue().path("description").asString("").isEmpty()) {
                lacking.add(schema.getKey());
            }
            schema.getValue().path("properties").propertyStream().forEach(property -> {
                if (property.getValue().path("description").asString("").isEmpty()) {
                    lacking.add(schema.getKey() + '.' + property.getKey());
                }
            });
        });

        assertThat(lacking).isEmpty();
    }

    /** A part that is not published yet may have come; what is published may not change unnoticed. */
    @Test
    void theDocumentIsThePublishedOne() throws IOException {
        JsonNode published = JSON.readTree(Files.readAllBytes(PUBLISHED));
        Set<String> parts = published
                .path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asString())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, JsonNode> before = byName(published);
        Map<String, JsonNode> now = byName(served);

        assertThat(now).containsAllEntriesOf(before);
        assertThat(now.entrySet().stream()
                        .filter(each -> parts.contains(
                                each.getValue().path("tags").path(0).asString()))
                        .map(Map.Entry::getKey))
                .isSubsetOf(before.keySet());
        for (String section : List.of("schemas", "securitySchemes")) {
            JsonNode old = published.path("components").path(section);
            old.propertyStream()
                    .forEach(each -> assertThat(
                                    served.path("components").path(section).path(each.getKey()))
                            .as(each.getKey())
                            .isEqualTo(each.getValue()));
        }
        assertThat(served.path("info")).isEqualTo(published.path("info"));
    }

    private static Map<String, JsonNode> byName(JsonNode document) {
        Map<String, JsonNode> operations = new HashMap<>();
        operations(document).forEach(each -> operations.put(each.name(), each.node()));
        return operations;
    }

    private static List<Operation> operations() {
        return operations(served);
    }

    private static List<Operation> operations(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey(), method.getValue())))
                .toList();
    }

    /** The same with the names of each object in their order, so that two documents can be compared line by line. */
    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = JSON.createObjectNode();
            new TreeSet<>(node.propertyNames()).forEach(name -> sorted.set(name, sorted(node.get(name))));
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode sorted = JSON.createArrayNode();
            node.forEach(each -> sorted.add(sorted(each)));
            return sorted;
        }
        return node;
    }
}
