package io.peakday.server;

import io.peakday.server.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the frameworks are given; the settings of the program itself are the modules' own. */
final class FrameworkProperties {
    private FrameworkProperties() {}

    static Map<String, Object> of(Settings settings, Path data, boolean web) {
        ServerSettings server = settings.bind(ServerSettings.class);
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.address", server.address());
        properties.put("server.port", server.port());
        properties.put("server.shutdown", "graceful");
        properties.put(
                "spring.lifecycle.timeout-per-shutdown-phase", server.drain().toMillis() + "ms");
        if (web) {
            properties.putAll(settings.bind(TlsSettings.class).properties());
        }
        properties.put("spring.threads.virtual.enabled", true);
        properties.put("spring.main.allow-bean-definition-overriding", false);
        properties.put("spring.jmx.enabled", false);
        properties.put("spring.web.resources.add-mappings", false);
        properties.put("spring.mvc.log-resolved-exception", false);
        // Forms are posted.
        properties.put("spring.mvc.formcontent.filter.enabled", false);
        properties.put("peakday.search.folder", data.resolve("search").toString());
        // Survives restarts and differs between data folders, so that a restarted node takes its partitions back at
        // once.
        properties.put(
                "peakday.events.node",
                "node-" + Integer.toHexString(data.toString().hashCode()));
        properties.put("springdoc.api-docs.path", "/api/v1/openapi");
        properties.put("springdoc.api-docs.version", "openapi_3_1");
        properties.put("springdoc.default-consumes-media-type", "application/json");
        properties.put("springdoc.default-produces-media-type", "application/json");
        properties.put("springdoc.paths-to-match", "/api/v1/**");
        properties.put(
                "logging.file.name", data.resolve("logs").resolve("peakday.log").toString());
        properties.put("logging.structured.format.file", "logstash");
        properties.put("logging.structured.json.customizer", MaskedLog.class.getName());
        properties.put("logging.exception-conversion-word", MaskedLog.EXCEPTION);
        properties.put("logging.logback.rollingpolicy.max-file-size", "20MB");
        properties.put("logging.logback.rollingpolicy.max-history", "5");
        properties.put("logging.logback.rollingpolicy.clean-history-on-start", "true");
        properties.put("logging.threshold.console", "WARN");
        properties.put("logging.level.org.apache.kafka", "ERROR");
        properties.put("logging.level.kafka", "ERROR");
        properties.put("logging.level.state.change.logger", "ERROR");
        properties.put("logging.level.org.flywaydb", "WARN");
        // A start that fails is reported once, as a sentence, by whoever started it.
        properties.put("logging.level.org.springframework.boot.diagnostics", "OFF");
        properties.put("logging.level.org.springframework.boot.web.server", "ERROR");
        properties.put("logging.level.org.springframework.boot.SpringApplication", "OFF");
        properties.put("logging.level.org.apache.lucene", "ERROR");
        properties.put("logging.level.org.springdoc", "ERROR");
        // What a caller asked for that does not exist is the caller's mistake, and counted.
        properties.put("logging.level.org.springframework.web.servlet.PageNotFound", "ERROR");
        properties.put(
                "logging.level.org.springframework.boot.webmvc.autoconfigure.WelcomePageHandlerMapping", "ERROR");
        return properties;
    }
}
