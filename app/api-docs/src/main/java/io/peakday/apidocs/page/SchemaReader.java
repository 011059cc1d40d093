package io.peakday.apidocs.page;

import io.peakday.apidocs.page.Views.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the schemas of the document: what properties they have, and an example of each. */
final class SchemaReader {
    private static final int DEEPEST = 4;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode document;

    SchemaReader(JsonNode document) {
        this.document = document;
    }

    /** What a schema means: that which it refers to, or the first that it may be. */
    JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        for (int steps = 0; steps < 10; steps++) {
            if (found.has("$ref")) {
                found = document.at(found.get("$ref").asString().substring(1));
            } else if (found.has("anyOf")) {
                found = found.get("anyOf").get(0);
            } else if (found.has("oneOf")) {
                found = found.get("oneOf").get(0);
            } else {
                return found;
            }
        }
        return found;
    }

    /** In words: {@code integer}, {@code uuid}, {@code list of string}. */
    String type(JsonNode schema) {
        JsonNode meant = resolved(schema);
        if (meant.has("enum")) {
            return meant.get("enum")
                    .valueStream()
                    .filter(value -> !value.isNull())
                    .map(JsonNode::asString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        String type = kind(meant);
        if (type.equals("array")) {
            return "list of " + type(meant.path("items"));
        }
        return meant.path("format").asString(type);
    }

    private static String kind(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.valueStream()
                    .map(JsonNode::asString)
                    .filter(each -> !each.equals("null"))
                    .findFirst()
                    .orElse("null");
        }
        return type.asString(schema.has("properties") ? "object" : "any");
    }

    /** All properties, those of objects inside after the one that they are in. */
    List<Property> properties(JsonNode schema) {
        List<Property> properties = new ArrayList<>();
        add("", schema, properties, new HashSet<>(), 0);
        return properties;
    }

    private void add(String prefix, JsonNode schema, List<Property> properties, Set<JsonNode> within, int depth) {
        JsonNode meant = resolved(schema);
        if (kind(meant).equals("array")) {
            add(prefix + "[].", meant.path("items"), properties, within, depth);
            return;
        }
        if (depth == DEEPEST || !within.add(meant)) {
            return;
        }
        Set<String> required =
                meant.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        meant.path("properties").propertyStream().forEach(each -> {
            String name = prefix + each.getKey();
            properties.add(new Property(
                    name,
                    type(each.getValue()),
                    required.contains(each.getKey()),
                    MarkdownHtml.inline(text(each.getValue()))));
            JsonNode inner = resolved(each.getValue());
            boolean list = kind(inner).equals("array");
            JsonNode below = list ? resolved(inner.path("items")) : inner;
            if (below.has("properties")) {
                add(name + (list ? "[]." : "."), below, properties, within, depth + 1);
            }
        });
        within.remove(meant);
    }

    private String text(JsonNode schema) {
        String own = schema.path("description").asString("");
        return own.isEmpty() ? resolved(schema).path("description").asString("") : own;
    }

    JsonNode example(JsonNode schema) {
        return example(schema, 0);
    }

    private JsonNode example(JsonNode schema, int depth) {
        if (schema.has("example")) {
            return schema.get("example");
        }
        JsonNode meant = resolved(schema);
        if (meant.has("example")) {
            return meant.get("example");
        }
        if (meant.has("enum")) {
            return meant.get("enum").get(0);
        }
        return switch (kind(meant)) {
            case "object" -> object(meant, depth);
            case "array" -> list(meant, depth);
            case "integer", "number" -> number(meant);
            case "boolean" -> JSON.booleanNode(true);
            case "string" -> JSON.stringNode(text(meant.path("format").asString(""), meant));
            default -> JSON.nullNode();
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        if (depth < DEEPEST) {
            schema.path("properties")
                    .propertyStream()
                    .forEach(each -> object.set(each.getKey(), example(each.getValue(), depth + 1)));
        }
        return object;
    }

    private ArrayNode list(JsonNode schema, int depth) {
        ArrayNode list = JSON.arrayNode();
        if (depth < DEEPEST) {
            list.add(example(schema.path("items"), depth + 1));
        }
        return list;
    }

    private static JsonNode number(JsonNode schema) {
        return schema.has("minimum") ? schema.get("minimum") : JSON.numberNode(1);
    }

    private static String text(String format, JsonNode schema) {
        return switch (format) {
            case "uuid" -> "0199b1c2-7d3e-7a41-9c55-3e1f0a6b2d84";
            case "date-time" -> "2026-11-27T09:00:00Z";
            case "date" -> "2026-11-27";
            case "uri" -> "https://example.com/";
            case "duration" -> "PT10M";
            default -> schema.path("default").asString("…");
        };
    }
}
