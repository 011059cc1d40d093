package io.peakday.testkit;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published description of the API, {@code docs/openapi.json}, which clients are generated from. What a test sends and is answered
 * is compared with it, so that it says nothing that is not so: the status, the code of an error, every property of the JSON.
 *
 * <p>Operations that it does not know are let pass: a new module is described before it is published.
 */
public final class ApiContract {
    private static final String DOCUMENT = "https://peakday.example/openapi.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHOWN = 400;
    private static final ApiContract PUBLISHED = read(file());

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final List<Operation> operations;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private ApiContract(JsonNode document) {
        this.document = document;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(DOCUMENT, document.toString())));
        this.operations = document.get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method -> Operation.of(path.getKey(), method.getKey(), method.getValue())))
                .sorted(Comparator.comparingInt(Operation::variables))
                .toList();
    }

    /** @param pattern of paths */
    private record Operation(String path, String method, Pattern pattern, int variables, JsonNode node) {
        static Operation of(String path, String method, JsonNode node) {
            String regex = Pattern.compile("\\{[^}]+}")
                    .splitAsStream(path + "/")
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[^/]+"));
            return new Operation(path, method, Pattern.compile(regex), path.split("\\{", -1).length - 1, node);
        }

        boolean is(String otherMethod, String otherPath) {
            return method.equalsIgnoreCase(otherMethod)
                    && pattern.matcher(otherPath + "/").matches();
        }

        String pointer(String inside) {
            return "/paths/" + path.replace("~", "~0").replace("/", "~1") + '/' + method + inside;
        }
    }

    /** That of {@code docs/openapi.json}. */
    public static ApiContract published() {
        return PUBLISHED;
    }

    private static ApiContract read(Path file) {
        try {
            return new ApiContract(JSON.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static Path file() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("docs/openapi.json");
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new IllegalStateException("docs/openapi.json is in no folder above this one");
    }

    /**
     * Compares one exchange with the description.
     *
     * @param sent the JSON of the request; null if there was none
     * @throws AssertionError with every difference
     */
    public void check(String method, String target, @Nullable String sent, HttpResponse<String> answer) {
        String path = target.split("\\?", 2)[0];
        operations.stream().filter(each -> each.is(method, path)).findFirst().ifPresent(operation -> {
            List<String> differences = new ArrayList<>();
            answer(operation, answer, differences);
            if (sent != null && answer.statusCode() < 300) {
                request(operation, sent, differences);
            }
            if (!differences.isEmpty()) {
                throw new AssertionError(method + " " + target + " is not as docs/openapi.json says:\n  "
                        + String.join("\n  ", differences));
            }
        });
    }

    private void answer(Operation operation, HttpResponse<String> answer, List<String> differences) {
        String status = Integer.toString(answer.statusCode());
        JsonNode responses = operation.node().path("responses");
        String known = responses.has(status) ? status : answer.statusCode() >= 400 ? "default" : "";
        if (!responses.has(known)) {
            differences.add("status " + status + " is not described");
            return;
        }
        String body = answer.body();
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        if (body == null || body.isEmpty() || type.isEmpty()) {
            return;
        }
        String reference = responses.path(known).path("$ref").asString("");
        String response = reference.isEmpty() ? operation.pointer("/responses/" + known) : reference.substring(1);
        JsonNode content = document.at(response).path("content");
        if (!content.has(type)) {
            differences.add("status " + status + " is not described with " + type);
            return;
        }
        if (type.endsWith("json")) {
            String inside = "/content/" + type.replace("/", "~1") + "/schema";
            compare("answer " + status, response + inside, body, differences);
        }
    }

    private void request(Operation operation, String sent, List<String> differences) {
        if (!operation.node().has("requestBody")) {
            return; // What nobody reads is let pass.
        }
        compare("request", operation.pointer("/requestBody/content/application~1json/schema"), sent, differences);
    }

    private void compare(String what, String pointer, String text, List<String> differences) {
        JsonNode schema = document.at(pointer);
        if (schema.isMissingNode()) {
            differences.add(what + " has no schema");
            return;
        }
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException e) {
            differences.add(what + " is not JSON: " + cut(text));
            return;
        }
        for (Error error : schemas.computeIfAbsent(pointer, this::schema).validate(json)) {
            differences.add(what + ": " + error + " in " + cut(text));
        }
    }

    private Schema schema(String pointer) {
        ObjectNode reference = JSON.createObjectNode();
        reference.put("$ref", DOCUMENT + '#' + pointer.replace("{", "%7B").replace("}", "%7D"));
        return registry.getSchema(reference);
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
    }
}
