package io.peakday.apidocs;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The errors that follow from the shape of an operation rather than from its work: what a body, a cursor, a version or a key may be
 * refused for, who may call it, and how a node answers that is too busy or cannot reach its database. They are said once, here.
 */
final class StandardProblems {
    private static final List<DocumentedProblem> OF_ALL = List.of(
            new DocumentedProblem(
                    "limits.exceeded", 429, "if the caller has used up its rate; `Retry-After` says when to go on"),
            new DocumentedProblem(
                    "web.internal", 500, "if the server broke its promise; report it with the `reference`"),
            new DocumentedProblem("overloaded", 503, "if the node is too busy; nothing was done"),
            new DocumentedProblem("limits.unavailable", 503, "if the counters of the limits cannot be reached"),
            new DocumentedProblem("identity.busy", 503, "if too many sessions are looked up at once"),
            new DocumentedProblem(
                    "database.busy", 503, "if others change the same thing at the same time; nothing was done"),
            new DocumentedProblem("database.unavailable", 503, "if the database does not answer; nothing was done"),
            new DocumentedProblem(
                    "database.outcome-unknown",
                    503,
                    "if the answer of the database was lost; ask again with the same key"));

    private static final List<DocumentedProblem> OF_INPUT = List.of(
            new DocumentedProblem(
                    "web.invalid", 400, "if values are missing, malformed or out of range; `fields` names each"),
            new DocumentedProblem("web.bad-encoding", 400, "if the address holds what is not UTF-8 text"),
            new DocumentedProblem("web.bad-request", 400, "if the address or the request cannot be understood"));

    private static final List<DocumentedProblem> OF_BODIES = List.of(
            new DocumentedProblem(
                    "web.malformed-json", 400, "if the body is missing or is not JSON of the right shape"),
            new DocumentedProblem(
                    "web.json-limits", 400, "if the JSON is too deep, or a text or number in it too long"),
            new DocumentedProblem("web.unstorable-value", 400, "if a value is too long, out of range or not text"),
            new DocumentedProblem("web.too-slow", 408, "if the body came too slowly"),
            new DocumentedProblem("web.body-too-large", 413, "if the body is larger than the node accepts"),
            new DocumentedProblem("web.unsupported-media-type", 415, "if the body is not `application/json`"));

    private static final List<DocumentedProblem> OF_CHANGES =
            List.of(new DocumentedProblem("web.cross-site", 403, "if a browser sends it from a page of another site"));

    private static final List<DocumentedProblem> OF_KEYS = List.of(
            new DocumentedProblem("idempotency.key-required", 400, "if `Idempotency-Key` is missing"),
            new DocumentedProblem("idempotency.bad-key", 400, "if the key is not 8 to 200 visible ASCII characters"),
            new DocumentedProblem("idempotency.key-reused", 409, "if the key was used for a different request"),
            new DocumentedProblem(
                    "idempotency.in-progress",
                    409,
                    "if the first request with this key is still being worked on; send it again"));

    private static final List<DocumentedProblem> OF_VERSIONS = List.of(
            new DocumentedProblem("web.bad-if-match", 400, "if `If-Match` is not one ETag that was given out"),
            new DocumentedProblem("web.if-match-required", 428, "if `If-Match` is missing"));

    private static final List<DocumentedProblem> OF_CURSORS = List.of(
            new DocumentedProblem("web.bad-cursor", 400, "if `cursor` is not one that a page of this list gave out"));

    private static final List<DocumentedProblem> OF_PAGE_SIZES =
            List.of(new DocumentedProblem("web.bad-limit", 400, "if `limit` is out of range"));

    private static final List<DocumentedProblem> OF_STREAMS = List.of(
            new DocumentedProblem("web.too-many-streams", 503, "if the node has as many streams open as it may"),
            new DocumentedProblem("web.stopping", 503, "if the node is stopping; connect again"));

    private static final List<DocumentedProblem> OF_STAFF = List.of(
            new DocumentedProblem(
                    "identity.sign-in-required", 401, "if nobody of the staff is signed in and no API key is sent"),
            new DocumentedProblem("identity.bad-api-key", 401, "if the API key is unknown, revoked or expired"),
            new DocumentedProblem("identity.forbidden", 403, "if the caller lacks the permission"),
            new DocumentedProblem(
                    "identity.second-factor-setup-required",
                    403,
                    "if the member of staff has to set up a second factor first"));

    private static final List<DocumentedProblem> OF_KEY_HOLDERS = List.of(new DocumentedProblem(
            "identity.bad-api-key", 401, "if an API key is sent that is unknown, revoked or expired"));

    private static final Set<HttpMethod> CHANGES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private StandardProblems() {}

    /** @param staff whether the caller must be one of the staff, or an API key */
    static List<DocumentedProblem> of(HttpMethod method, Operation operation, boolean staff) {
        List<DocumentedProblem> problems = new ArrayList<>();
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        boolean body = operation.getRequestBody() != null;
        if (body || !parameters.isEmpty()) {
            problems.addAll(OF_INPUT);
        }
        if (body) {
            problems.addAll(OF_BODIES);
        }
        if (CHANGES.contains(method)) {
            problems.addAll(OF_CHANGES);
        }
        for (Parameter parameter : parameters) {
            switch (parameter.getName()) {
                case CommonParameters.IDEMPOTENCY_KEY -> problems.addAll(OF_KEYS);
                case CommonParameters.IF_MATCH -> problems.addAll(OF_VERSIONS);
                case CommonParameters.CURSOR -> problems.addAll(OF_CURSORS);
                case CommonParameters.LIMIT -> problems.addAll(OF_PAGE_SIZES);
                default -> {
                    // Named by web.invalid.
                }
            }
        }
        if (streams(operation)) {
            problems.addAll(OF_STREAMS);
        }
        problems.addAll(staff ? OF_STAFF : OF_KEY_HOLDERS);
        problems.addAll(OF_ALL);
        return problems;
    }

    private static boolean streams(Operation operation) {
        return operation.getResponses() != null
                && operation.getResponses().values().stream()
                        .anyMatch(response -> response.getContent() != null
                                && response.getContent().containsKey("text/event-stream"));
    }
}
