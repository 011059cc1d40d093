package io.peakday.cli;

import io.peakday.server.RunningNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a running node says it is.
 *
 * @param status {@code UP}, {@code DEGRADED}, {@code OUT_OF_SERVICE}; {@code SILENT} if it does not answer
 * @param parts all of them
 */
record NodeReport(String status, List<Part> parts) {
    /** @param trouble null when it is up */
    record Part(String name, String status, @Nullable String trouble) {}

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Asks the node; for one without pages nothing can be asked, and nothing is returned. */
    static Optional<NodeReport> of(RunningNode node) throws InterruptedException {
        if (node.url().isEmpty()) {
            return Optional.empty();
        }
        String url = node.url() + "/health/ready";
        return Optional.of(Http.body(url).map(NodeReport::read).orElseGet(() -> silent(url)));
    }

    static NodeReport read(String json) {
        try {
            JsonNode body = MAPPER.readTree(json);
            List<Part> parts = new ArrayList<>();
            for (JsonNode part : body.path("parts")) {
                parts.add(new Part(
                        part.path("name").asString(),
                        part.path("status").asString(),
                        part.path("trouble").asString(null)));
            }
            return new NodeReport(body.path("status").asString("SILENT"), parts);
        } catch (JacksonException e) {
            return new NodeReport("SILENT", List.of(new Part("node", "SILENT", "It answers what is no report.")));
        }
    }

    private static NodeReport silent(String url) {
        return new NodeReport("SILENT", List.of(new Part("node", "SILENT", url + " does not answer.")));
    }

    /** Whether it takes requests. */
    boolean ready() {
        return status.equals("UP") || status.equals("DEGRADED");
    }

    /** The parts that are not up. */
    List<Part> troubles() {
        return parts.stream().filter(part -> part.trouble() != null).toList();
    }
}
