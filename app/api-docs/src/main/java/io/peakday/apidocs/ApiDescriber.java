package io.peakday.apidocs;

import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.web.Hot;
import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Completes what springdoc finds in the controllers: texts, keys, errors and who may call each operation. */
final class ApiDescriber implements OpenApiCustomizer {
    /** What springdoc says of an answer that nothing is said of. */
    private static final Set<String> DEFAULTS =
            Set.of("", "OK", "Created", "Accepted", "No Content", "default response");

    private static final String EVENT_STREAM = "text/event-stream";

    private final Supplier<Map<RequestMappingInfo, HandlerMethod>> controllers;
    private final List<PathPattern> withoutKey;
    private final Tags tags;
    private final Schemas schemas;

    /** @param controllers asked when the document is made, which is after the start */
    ApiDescriber(
            Supplier<Map<RequestMappingInfo, HandlerMethod>> controllers,
            List<WithoutIdempotencyKey> withoutKey,
            Schemas schemas) {
        this.controllers = controllers;
        this.withoutKey = withoutKey.stream()
                .map(route -> PathPatternParser.defaultInstance.parse(route.pattern()))
                .toList();
        this.tags = new Tags();
        this.schemas = schemas;
    }

    @Override
    public void customise(OpenAPI api) {
        Map<String, HandlerMethod> handlers = handlers();
        ProblemResponses problems = new ProblemResponses(api.getComponents());
        Map<String, String> groups = new TreeMap<>();
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    HandlerMethod handler = handlers.get(method + " " + path);
                    if (handler == null) {
                        throw new IllegalStateException("no controller answers " + method + " " + path);
                    }
                    describe(method, path, operation, handler, problems, api.getComponents());
                    groups.put(tags.of(handler), tags.description(handler));
                }));
        api.setTags(tags.list(groups));
        Security.declare(api.getComponents());
        schemas.describe(api.getComponents());
    }

    private Map<String, HandlerMethod> handlers() {
        Map<String, HandlerMethod> handlers = new HashMap<>();
        controllers
                .get()
                .forEach((info, handler) -> info.getPatternValues()
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> handlers.put(method + " " + pattern, handler))));
        return handlers;
    }

    private void describe(
            HttpMethod method,
            String path,
            Operation operation,
            HandlerMethod handler,
            ProblemResponses problems,
            Components components) {
        Method code = handler.getMethod();
        OperationText text = OperationText.of(code);
        operation.setOperationId(code.getName());
        operation.setTags(List.of(tags.of(handler)));
        operation.setSummary(text.summary());
        operation.setDescription(text.description().isEmpty() ? null : text.description());
        keys(method, path, operation);
        parameters(operation, handler, text);
        ApiResponses responses = operation.getResponses();
        responses.forEach((status, response) -> success(status, response, text));
        written(handler, responses);
        prebuilt(handler, responses, components);
        boolean staff = Security.staff(handler);
        problems.addTo(responses, text.problems(), StandardProblems.of(method, operation, staff));
        operation.setSecurity(Security.of(staff, text.problems()));
    }

    /** POST takes a key unless its route says that it needs none; what else changes something may bring one. */
    private void keys(HttpMethod method, String path, Operation operation) {
        boolean asked = operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getName().equals(CommonParameters.IDEMPOTENCY_KEY));
        boolean exempt = withoutKey.stream().anyMatch(pattern -> pattern.matches(PathContainer.parsePath(path)));
        if (asked || (method == HttpMethod.POST && !exempt)) {
            CommonParameters.idempotencyKey(operation, true);
        } else if (!exempt && (method == HttpMethod.PUT || method == HttpMethod.PATCH || method == HttpMethod.DELETE)) {
            CommonParameters.idempotencyKey(operation, false);
        }
    }

    /** Ready bytes are described as what they are the JSON of, which the method that answers with them says. */
    private static void prebuilt(HandlerMethod handler, ApiResponses responses, Components components) {
        Hot hot = handler.getMethodAnnotation(Hot.class);
        ApiResponse ok = responses.get("200");
        if (hot != null && hot.answers() != Void.class && ok != null) {
            MediaType json = new MediaType().schema(Resolved.reference(hot.answers(), components));
            ok.setContent(new Content().addMediaType("application/json", json));
        }
    }

    /** What a method writes itself, row by row, is of the one type that its route says. */
    private static void written(HandlerMethod handler, ApiResponses responses) {
        RequestMapping route = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        ApiResponse ok = responses.get("200");
        if (route != null && route.produces().length == 1 && ok != null && ok.getContent() == null) {
            MediaType text = new MediaType().schema(new StringSchema());
            ok.setContent(new Content().addMediaType(route.produces()[0], text));
        }
    }

    private static void success(String status, ApiResponse response, OperationText text) {
        if (!status.startsWith("2")) {
            return;
        }
        String said = response.getDescription();
        if (said != null && !DEFAULTS.contains(said)) {
            // Its annotation says it.
        } else if (!text.answer().isEmpty()) {
            response.setDescription(text.answer());
        } else if (response.getContent() == null) {
            response.setDescription("Done; nothing is answered.");
        }
        MediaType stream =
                response.getContent() == null ? null : response.getContent().get(EVENT_STREAM);
        if (stream != null) {
            stream.setSchema(new StringSchema().description("Server-sent events (HTML Living Standard, section 9.2)."));
        }
    }

    private static void values(Parameter parameter) {
        if (parameter.getSchema() != null && parameter.getDescription() != null) {
            // Springdoc gives many parameters of a simple type one schema.
            Schema<?> own = AnnotationsUtils.clone(parameter.getSchema(), true);
            StatedValues.add(own, parameter.getDescription());
            StatedValues.addDefault(own, parameter.getDescription());
            own.setUniqueItems(null);
            parameter.setSchema(own);
        }
    }

    private static void parameters(Operation operation, HandlerMethod handler, OperationText text) {
        if (operation.getParameters() == null) {
            return;
        }
        Map<String, String> javaNames = SentNames.of(handler);
        for (Parameter parameter : operation.getParameters()) {
            String said = text.parameters().get(javaNames.getOrDefault(parameter.getName(), parameter.getName()));
            if (said != null) {
                parameter.setDescription(said);
            }
            CommonParameters.describe(parameter);
            values(parameter);
            Examples.add(parameter);
        }
    }
}
