package io.peakday.engines;

import jakarta.validation.constraints.NotNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Verified TLS to engines elsewhere, under {@code peakday.engines.tls}: their certificates must be an authority's that is trusted, and
 * for the name by which they are asked. What a URL or {@code peakday.engines.kafka.properties} says by itself goes before this.
 *
 * @param postgres whether PostgreSQL is asked over TLS only
 * @param kafka whether Kafka is asked over TLS only
 * @param ca a PEM file with the authorities to trust, for both; empty: those that Java trusts
 */
@Validated
@ConfigurationProperties("peakday.engines.tls")
public record EngineTls(
        @DefaultValue("false") boolean postgres,
        @DefaultValue("false") boolean kafka,
        @DefaultValue("") @NotNull String ca) {

    /** The settings with what TLS asks of them; those of embedded engines stay as they are. */
    public EngineSettings over(EngineSettings settings) {
        EngineSettings result = settings;
        if (postgres && !settings.postgres().embedded()) {
            result = result.with(secured(settings.postgres()));
        }
        if (kafka && !settings.kafka().embedded()) {
            result = result.with(secured(settings.kafka()));
        }
        return result;
    }

    private EngineSettings.Postgres secured(EngineSettings.Postgres given) {
        String url = String.valueOf(given.url());
        if (!url.contains("sslmode=")) {
            url += (url.contains("?") ? "&" : "?") + "sslmode=verify-full";
        }
        if (!url.contains("sslrootcert=") && !url.contains("sslfactory=")) {
            url += ca.isBlank()
                    ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                    : "&sslrootcert=" + URLEncoder.encode(ca, StandardCharsets.UTF_8);
        }
        return given.withUrl(url);
    }

    private EngineSettings.Kafka secured(EngineSettings.Kafka given) {
        Map<String, String> properties = new HashMap<>();
        properties.put("security.protocol", given.properties().containsKey("sasl.mechanism") ? "SASL_SSL" : "SSL");
        properties.put("ssl.endpoint.identification.algorithm", "https");
        if (!ca.isBlank()) {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.location", ca);
        }
        properties.putAll(given.properties());
        return new EngineSettings.Kafka(given.servers(), properties, given.port(), given.patience());
    }
}
