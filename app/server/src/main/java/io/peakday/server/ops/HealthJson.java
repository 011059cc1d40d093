package io.peakday.server.ops;

import io.peakday.engines.HealthReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A node's health as probes and commands read it: the status of the whole, then each part with its trouble, if it has one. */
final class HealthJson {
    /** What {@code /health/live} answers: the process serves requests, whatever is behind it. */
    static final String LIVE = "{\"status\":\"UP\"}";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private HealthJson() {}

    static byte[] live() {
        return LIVE.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(HealthReport report) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (HealthReport.Part part : report.parts()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("name", part.name());
            shown.put("status", part.status().name());
            if (part.trouble() != null) {
                shown.put("trouble", part.trouble());
            }
            parts.add(shown);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", report.status().name());
        body.put("parts", parts);
        return MAPPER.writeValueAsBytes(body);
    }
}
