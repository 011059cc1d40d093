package io.peakday.apidocs;

import io.peakday.problems.Problem;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answers of operations that are errors: problem details (RFC 9457), with the codes that each status may come with. */
final class ProblemResponses {
    private static final String RESPONSES = "#/components/responses/";

    /** What many operations answer in the same way: by its codes, the name under which the document has it once. */
    private static final Map<Set<String>, String> SHARED = Map.ofEntries(
            Map.entry(Set.of("identity.bad-api-key"), "BadApiKey"),
            Map.entry(Set.of("identity.bad-api-key", "identity.sign-in-required"), "StaffSignInRequired"),
            Map.entry(Set.of("web.cross-site"), "CrossSite"),
            Map.entry(Set.of("identity.forbidden", "identity.second-factor-setup-required"), "StaffForbidden"),
            Map.entry(
                    Set.of("web.cross-site", "identity.forbidden", "identity.second-factor-setup-required"),
                    "StaffForbiddenOrCrossSite"),
            Map.entry(Set.of("web.too-slow"), "RequestTimeout"),
            Map.entry(Set.of("idempotency.key-reused", "idempotency.in-progress"), "IdempotencyConflict"),
            Map.entry(Set.of("web.body-too-large"), "ContentTooLarge"),
            Map.entry(Set.of("web.unsupported-media-type"), "UnsupportedMediaType"),
            Map.entry(Set.of("web.if-match-required"), "PreconditionRequired"),
            Map.entry(Set.of("limits.exceeded", "group.full"), "TooManyRequests"),
            Map.entry(Set.of("web.internal"), "InternalServerError"),
            Map.entry(
                    Set.of(
                            "overloaded",
                            "limits.unavailable",
                            "identity.busy",
                            "database.busy",
                            "database.unavailable",
                            "database.outcome-unknown"),
                    "ServiceUnavailable"));

    private final Components components;
    private final String problem;

    /** @param components takes up the schema of problems */
    ProblemResponses(Components components) {
        this.components = components;
        this.problem = Resolved.reference(Problem.class, components).get$ref();
    }

    /**
     * Adds them to the answers of an operation.
     *
     * @param own those of its own work
     * @param standard those that follow from its shape
     */
    void addTo(ApiResponses responses, List<DocumentedProblem> own, List<DocumentedProblem> standard) {
        List<DocumentedProblem> problems = new ArrayList<>(own);
        problems.addAll(standard);
        Map<Integer, List<DocumentedProblem>> byStatus = problems.stream()
                .distinct()
                .collect(Collectors.groupingBy(DocumentedProblem::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, of) -> {
            String key = Integer.toString(status);
            String shared = own.stream().anyMatch(problem -> problem.status() == status) ? null : SHARED.get(codes(of));
            if (shared != null && !responses.containsKey(key)) {
                if (components.getResponses() == null
                        || !components.getResponses().containsKey(shared)) {
                    components.addResponses(shared, response(new ApiResponse(), status, of));
                }
                responses.addApiResponse(key, new ApiResponse().$ref(RESPONSES + shared));
            } else {
                responses.addApiResponse(key, response(responses.getOrDefault(key, new ApiResponse()), status, of));
            }
        });
        responses.setDefault(new ApiResponse()
                .description("Any other error, by its status.")
                .content(new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(reference()))));
    }

    private static Set<String> codes(List<DocumentedProblem> problems) {
        return problems.stream().map(DocumentedProblem::code).collect(Collectors.toSet());
    }

    private ApiResponse response(ApiResponse response, int status, List<DocumentedProblem> problems) {
        Content content = response.getContent() == null ? new Content() : response.getContent();
        response.setDescription(list(problems));
        MediaType special = content.get(Problem.MEDIA_TYPE);
        Schema<?> schema = oneOf(problems, special == null ? null : special.getSchema());
        response.setContent(content.addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(schema)));
        if (status == 429 || status == 503) {
            response.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("After how many seconds to try again.")
                            .schema(new IntegerSchema()));
        }
        return response;
    }

    private static String list(List<DocumentedProblem> problems) {
        return problems.stream()
                .collect(Collectors.toMap(
                        DocumentedProblem::code,
                        DocumentedProblem::when,
                        (one, other) -> one + ", or " + other,
                        LinkedHashMap::new))
                .entrySet()
                .stream()
                .map(each -> "- `" + each.getKey() + "` " + each.getValue() + '.')
                .collect(Collectors.joining("\n"));
    }

    /** @param special what the operation itself answers with this status as a problem; null: what all do */
    private Schema<?> oneOf(List<DocumentedProblem> problems, @Nullable Schema<?> special) {
        JsonSchema own = new JsonSchema();
        own.setTypes(Set.of("object"));
        own.addProperty("code", code(problems));
        JsonSchema both = new JsonSchema();
        if (special == null) {
            both.setAllOf(List.of(reference(), own));
        } else {
            JsonSchema either = new JsonSchema();
            either.setAnyOf(List.of(reference(), special));
            both.setAllOf(List.of(either, own));
        }
        return both;
    }

    private static Schema<?> code(List<DocumentedProblem> problems) {
        JsonSchema listed = new JsonSchema();
        listed.setTypes(Set.of("string"));
        listed.setEnum(problems.stream()
                .map(DocumentedProblem::code)
                .filter(code -> !code.endsWith("*"))
                .distinct()
                .map(Object.class::cast)
                .toList());
        List<Schema> kinds = new ArrayList<>(List.of(listed));
        for (DocumentedProblem problem : problems) {
            if (problem.code().endsWith("*")) {
                JsonSchema beginning = new JsonSchema();
                beginning.setTypes(Set.of("string"));
                beginning.setPattern('^' + problem.code().replace(".", "\\.").replace("*", ".+"));
                kinds.add(beginning);
            }
        }
        if (kinds.size() == 1) {
            return listed;
        }
        JsonSchema any = new JsonSchema();
        any.setAnyOf(kinds);
        return any;
    }

    private Schema<?> reference() {
        JsonSchema schema = new JsonSchema();
        schema.set$ref(problem);
        return schema;
    }
}
