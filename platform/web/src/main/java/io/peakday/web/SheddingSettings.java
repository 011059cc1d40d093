package io.peakday.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much a node takes on at once, under {@code peakday.shedding}.
 *
 * @param enabled whether anything is refused; if not, requests are still counted
 * @param initial requests at once, right after the start
 * @param min the limit never falls below this, however slow everything is
 * @param max the limit never rises above this; equal to {@code min} for a fixed limit
 * @param tolerance how many times its usual time a request may take before the limit falls
 * @param interactive the share of the limit that {@code INTERACTIVE} and all below it may use together
 * @param browsing the share of the limit that {@code BROWSING} and crawlers may use together
 * @param crawler the share of the limit up to which crawlers are let in
 * @param patience how long requests wait for room before they are refused
 * @param waiting how many requests wait at most; who is worth more takes the place of who is worth less
 * @param claims the bulkhead of a rush ({@link Priority#RUSH}), by the name that settings files have for it
 * @param uploads the bulkhead of requests that read large bodies while they are worked on
 * @param connections how many connections the node keeps open at once; more wait in the backlog
 * @param backlog connections that the operating system holds until there is room
 */
@Validated
@ConfigurationProperties("peakday.shedding")
public record SheddingSettings(
        @DefaultValue("true") boolean enabled,
        @Min(1) @Max(100_000) @DefaultValue("256") int initial,
        @Min(1) @Max(100_000) @DefaultValue("64") int min,
        @Min(1) @Max(100_000) @DefaultValue("2000") int max,

        @DecimalMin("1.0") @DecimalMax("100") @DefaultValue("2.0")
        double tolerance,

        @DecimalMin("0.01") @DecimalMax("1") @DefaultValue("0.9")
        double interactive,

        @DecimalMin("0.01") @DecimalMax("1") @DefaultValue("0.75")
        double browsing,

        @DecimalMin("0.01") @DecimalMax("1") @DefaultValue("0.5")
        double crawler,

        @Valid @DefaultValue Timeouts patience,
        @Min(0) @Max(100_000) @DefaultValue("2000") int waiting,
        @Valid @DefaultValue Rush claims,
        @Valid @DefaultValue Uploads uploads,
        @Min(10) @Max(1_000_000) @DefaultValue("8192") int connections,
        @Min(1) @Max(65_535) @DefaultValue("1000") int backlog) {

    /**
     * Who buys would rather wait than be sent away; who browses has the page of somebody else to look at. A crawler does not
     * wait.
     */
    public record Timeouts(
            @NotNull @DefaultValue("10s") Duration critical,
            @NotNull @DefaultValue("1s") Duration interactive,
            @NotNull @DefaultValue("250ms") Duration browsing) {}

    /**
     * A fixed limit, because requests of a rush wait for one another by design and their time says nothing about the node.
     *
     * @param limit requests at once
     * @param waiting requests that wait for room
     * @param patience how long they wait
     */
    public record Rush(
            @Min(1) @Max(100_000) @DefaultValue("2000") int limit,
            @Min(0) @Max(100_000) @DefaultValue("10000") int waiting,
            @NotNull @DefaultValue("5s") Duration patience) {}

    /**
     * Uploads go at their clients' pace, and so are counted apart.
     *
     * @param limit uploads at once
     * @param waiting uploads that wait for room
     * @param patience how long they wait
     */
    public record Uploads(
            @Min(1) @Max(10_000) @DefaultValue("32") int limit,
            @Min(0) @Max(10_000) @DefaultValue("32") int waiting,
            @NotNull @DefaultValue("5s") Duration patience) {}
}
