package io.peakday.apidocs.page;

import io.peakday.apidocs.page.Views.Answer;
import io.peakday.apidocs.page.Views.Body;
import io.peakday.apidocs.page.Views.Operation;
import io.peakday.apidocs.page.Views.Parameter;
import io.peakday.apidocs.page.Views.Part;
import io.peakday.apidocs.page.Views.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns the document into what the pages show. */
final class ApiReader {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern LISTED = Pattern.compile("(?m)^- `([a-z0-9.-]+\\*?)` (.*)$");
    private static final Pattern GENERAL =
            Pattern.compile("overloaded|(?:web|limits|idempotency|database)\\..*|identity\\.(?:busy|bad-api-key)");
    private static final String ADMIN = "/api/v1/admin/";

    private final JsonNode document;
    private final SchemaReader schemas;
    private final String url;

    /** @param url of the store, without a slash at the end, for commands */
    ApiReader(JsonNode document, String url) {
        this.document = document;
        this.schemas = new SchemaReader(document);
        this.url = url;
    }

    String introduction() {
        return MarkdownHtml.of(document.path("info").path("description").asString(""));
    }

    /** In the order of their titles, each with its operations in the order of their addresses. */
    List<Part> parts() {
        Map<String, List<Operation>> byTag = new LinkedHashMap<>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(method -> byTag.computeIfAbsent(
                                        method.getValue().path("tags").path(0).asString(), tag -> new ArrayList<>())
                                .add(operation(path.getKey(), method))));
        return document.path("tags")
                .valueStream()
                .map(tag -> part(tag, byTag.getOrDefault(tag.path("name").asString(), List.of())))
                .toList();
    }

    private static Part part(JsonNode tag, List<Operation> operations) {
        String title = tag.path("name").asString();
        return new Part(
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", ""),
                title,
                MarkdownHtml.of(tag.path("description").asString("")),
                operations.stream().allMatch(each -> each.path().startsWith(ADMIN)),
                operations);
    }

    private Operation operation(String path, Entry<String, JsonNode> method) {
        JsonNode node = method.getValue();
        List<Parameter> parameters =
                node.path("parameters").valueStream().map(this::parameter).toList();
        Body body = body(node.path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema"));
        String verb = method.getKey().toUpperCase(Locale.ROOT);
        return new Operation(
                node.path("operationId").asString(),
                verb,
                path,
                node.path("summary").asString(""),
                MarkdownHtml.of(node.path("description").asString("")),
                access(node),
                parameters,
                body,
                node.path("responses")
                        .propertyStream()
                        .filter(each -> each.getKey().startsWith("2"))
                        .map(this::answer)
                        .toList(),
                node.path("responses").propertyStream().flatMap(this::problems).toList(),
                curl(verb, path, parameters, body, access(node)));
    }

    private Parameter parameter(JsonNode node) {
        JsonNode schema = node.path("schema");
        JsonNode example = node.has("example") ? node.get("example") : schema.path("example");
        return new Parameter(
                node.path("name").asString(),
                node.path("in").asString(),
                schemas.type(schema),
                node.path("required").asBoolean(false),
                MarkdownHtml.inline(node.path("description").asString("")),
                example.isMissingNode() ? "" : example.asString(""));
    }

    private @Nullable Body body(JsonNode schema) {
        return schema.isMissingNode()
                ? null
                : new Body(JSON.writeValueAsString(schemas.example(schema)), schemas.properties(schema));
    }

    private Answer answer(Entry<String, JsonNode> response) {
        JsonNode content = response.getValue().path("content");
        JsonNode schema = content.path("application/json").path("schema");
        return new Answer(
                response.getKey(),
                MarkdownHtml.of(response.getValue().path("description").asString("")),
                schema.isMissingNode() ? null : JSON.writeValueAsString(schemas.example(schema)),
                schema.isMissingNode() ? List.of() : schemas.properties(schema),
                content.has("text/event-stream"));
    }

    /** As the document lists them in the descriptions of answers. */
    private Stream<Problem> problems(Entry<String, JsonNode> response) {
        Matcher listed = LISTED.matcher(
                schemas.resolved(response.getValue()).path("description").asString(""));
        return listed.results()
                .map(each -> new Problem(
                        response.getKey(),
                        each.group(1),
                        MarkdownHtml.inline(each.group(2)),
                        GENERAL.matcher(each.group(1)).matches()));
    }

    private static String access(JsonNode operation) {
        List<String> schemes = operation
                .path("security")
                .valueStream()
                .flatMap(each -> each.propertyNames().stream())
                .toList();
        boolean open = operation.path("security").valueStream().anyMatch(JsonNode::isEmpty);
        if (open) {
            return "Open to everybody";
        }
        return schemes.contains("apiKey") ? "Staff or an API key" : "A signed-in customer";
    }

    private String curl(String verb, String path, List<Parameter> parameters, @Nullable Body body, String access) {
        StringBuilder command = new StringBuilder("curl");
        if (!verb.equals("GET")) {
            command.append(" -X ").append(verb);
        }
        String address = path;
        for (Parameter parameter : parameters) {
            if (parameter.in().equals("path")) {
                address = address.replace(
                        '{' + parameter.name() + '}',
                        parameter.example().isEmpty() ? '{' + parameter.name() + '}' : parameter.example());
            }
        }
        command.append(" '").append(url).append(address).append('\'');
        if (access.startsWith("Staff")) {
            command.append(" \\\n  -H 'Authorization: Bearer YOUR-KEY'");
        } else if (access.startsWith("A signed")) {
            command.append(" \\\n  -b 'peakday_session=YOUR-SESSION'");
        }
        for (Parameter parameter : parameters) {
            if (parameter.in().equals("header") && parameter.required()) {
                command.append(" \\\n  -H '")
                        .append(parameter.name())
                        .append(": ")
                        .append(parameter.example())
                        .append('\'');
            }
        }
        if (body != null) {
            command.append(" \\\n  -H 'Content-Type: application/json' \\\n  -d '")
                    .append(body.example().replace("'", "'\\''"))
                    .append('\'');
        }
        return command.toString();
    }
}
