package io.peakday.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the web room, under {@code peakday.web}.
 *
 * @param trustedProxies a regular expression over the addresses of proxies whose {@code X-Forwarded-*} headers are
 *     believed, such as {@code 10\.0\.\d+\.\d+}; empty: nobody is believed
 * @param corsOrigins origins whose scripts may call {@code /api}, such as {@code https://admin.example.com}; never
 *     {@code *}
 * @param maxBody the largest request body, where no {@link BodyLimit} allows more
 * @param maxHeaders the largest request line and headers together
 * @param maxQuery the longest query string
 */
@Validated
@ConfigurationProperties("peakday.web")
public record WebSettings(
        @DefaultValue("") String trustedProxies,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("16KB") DataSize maxHeaders,
        @DefaultValue("4KB") DataSize maxQuery,
        @Valid @DefaultValue Json json,
        @Valid @DefaultValue Idempotency idempotency,
        @Valid @DefaultValue Streams streams) {

    /**
     * Bounds on what a JSON body may hold.
     *
     * @param maxDepth how deep objects and lists may nest
     * @param maxNumber the most digits of a number
     * @param maxString the longest string, in characters
     * @param maxTokens the most values, names and brackets
     */
    public record Json(
            @Min(4) @Max(500) @DefaultValue("32") int maxDepth,
            @Min(20) @Max(1000) @DefaultValue("64") int maxNumber,
            @Min(1000) @DefaultValue("200000") int maxString,
            @Min(1000) @DefaultValue("200000") int maxTokens) {}

    /**
     * How idempotency keys live.
     *
     * @param lease how long a request owns its key before another may presume it dead; longer than the slowest request
     * @param patience how long a second request waits for the first one's answer before it is told to come back
     * @param keep how long a reply can be asked for again
     */
    public record Idempotency(
            @DefaultValue("60s") Duration lease,
            @DefaultValue("5s") Duration patience,
            @DefaultValue("24h") Duration keep) {}

    /**
     * Bounds on live streams of one node.
     *
     * @param perChannel subscribers of one channel
     * @param total subscribers of all channels
     * @param pending events that a slow subscriber may be behind before it is dropped (it reconnects by itself)
     * @param heartbeat the time between comments that keep the connection open
     * @param life how long one connection is kept before the browser is asked to reconnect
     */
    public record Streams(
            @Min(1) @DefaultValue("100") int perChannel,
            @Min(1) @DefaultValue("20000") int total,
            @Min(1) @DefaultValue("64") int pending,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("30m") Duration life) {}
}
