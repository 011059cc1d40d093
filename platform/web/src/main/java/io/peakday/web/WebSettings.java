package io.peakday.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the web module, under {@code peakday.web}.
 *
 * @param trustedProxies a regular expression over the addresses of proxies whose {@code X-Forwarded-*} headers are
 *     believed, such as {@code 10\.0\.\d+\.\d+}; empty: nobody is believed
 * @param operators a regular expression over the addresses that may ask for health and metrics through a proxy; whoever asks a node
 *     itself may
 * @param corsOrigins origins whose scripts may call {@code /api}, such as {@code https://admin.example.com}; never
 *     {@code *}
 * @param maxBody the largest request body, where no {@code BodyLimit} allows more
 * @param maxHeaders the largest request line and headers together
 * @param maxQuery the longest query string
 * @param connections how long a connection's other end may keep the node waiting
 * @param bodies how bodies are read, before a request is worked on
 */
@Validated
@ConfigurationProperties("peakday.web")
public record WebSettings(
        @DefaultValue("") String trustedProxies,

        @DefaultValue("127\\.\\d+\\.\\d+\\.\\d+|::1|0:0:0:0:0:0:0:1") @NotNull
        String operators,

        @DefaultValue List<String> corsOrigins,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("16KB") DataSize maxHeaders,
        @DefaultValue("4KB") DataSize maxQuery,
        @Valid @DefaultValue Json json,
        @Valid @DefaultValue Idempotency idempotency,
        @Valid @DefaultValue Streams streams,
        @Valid @DefaultValue Connections connections,
        @Valid @DefaultValue Bodies bodies) {

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
     * @param patience how long a second request waits for the first one's answer before it is asked to retry later
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
     * @param perAddress subscribers of one client address; those on this machine are not counted
     * @param total subscribers of all channels; never more than half of the node's connections
     * @param pending events that a slow subscriber may be behind before it is dropped (it reconnects by itself)
     * @param heartbeat the time between comments that keep the connection open
     * @param life how long one connection is kept before the browser is asked to reconnect
     */
    public record Streams(
            @Min(1) @DefaultValue("100") int perChannel,
            @Min(1) @DefaultValue("100") int perAddress,
            @Min(1) @DefaultValue("20000") int total,
            @Min(1) @DefaultValue("64") int pending,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("30m") Duration life) {
        /** The same, with at most so many in all. */
        public Streams within(int most) {
            return new Streams(perChannel, perAddress, Math.min(total, most), pending, heartbeat, life);
        }
    }

    /**
     * Bounds on what the other end of a connection may do. How many connections there are in all is
     * {@code peakday.shedding.connections}.
     *
     * @param perAddress how many one client address may have open; this machine and trusted proxies may have any number
     * @param headers how long the first line and the headers of a request may take, and a TLS handshake
     * @param idle how long a connection stays open between two requests
     * @param grace how long a client may keep us waiting, over a whole body or answer, beside what its bytes take at the
     *     minimum rate
     * @param rate the minimum rate of a body or an answer, in bytes a second
     */
    public record Connections(
            @Min(1) @DefaultValue("256") int perAddress,
            @NotNull @DefaultValue("15s") Duration headers,
            @NotNull @DefaultValue("30s") Duration idle,
            @NotNull @DefaultValue("10s") Duration grace,
            @NotNull @DefaultValue("1KB") DataSize rate) {}

    /**
     * Bodies of up to {@code peakday.web.max-body} are read before their request is worked on; larger ones, where a
     * {@code BodyLimit} allows them, and multipart ones are uploads, read by their route in a bulkhead of their own
     * ({@code peakday.shedding.uploads}).
     *
     * @param budget bytes of all bodies at hand on this node; beyond it new ones are refused with 503
     * @param share the share of the budget that one client address may use
     * @param deadline how long the node waits for one body in all
     * @param uploadDeadline how long the node waits for one upload in all
     */
    public record Bodies(
            @NotNull @DefaultValue("64MB") DataSize budget,

            @DecimalMin("0.01") @DecimalMax("1") @DefaultValue("0.25")
            double share,

            @NotNull @DefaultValue("60s") Duration deadline,
            @NotNull @DefaultValue("15m") Duration uploadDeadline) {}
}
