package io.peakday.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of limits, under {@code peakday.limits}.
 *
 * @param enabled false: nobody is limited
 * @param file policies that are read again when the file changes (YAML); they replace those of the same name that ship with
 *     the program or stand in the settings. Empty: none
 * @param reloadEvery how often the file is looked at
 * @param exempt networks whose requests no policy concerns: the machine itself, so that whoever measures or rehearses on it
 *     is not in the way of others; add monitoring and load generators. A request that an untrusted proxy there passed on is
 *     not exempt
 * @param maxKeys the most keys a policy counts at a time on one node; past it those longest unused start again
 * @param classes names for groups of routes
 * @param policies by name
 */
@ConfigurationProperties("peakday.limits")
@Validated
public record LimitsSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") @NotNull String file,
        @DefaultValue("1s") @NotNull Duration reloadEvery,
        @DefaultValue({"127.0.0.0/8", "::1/128"}) @NotNull List<String> exempt,
        @DefaultValue("100000") @Min(100) @Max(10_000_000) int maxKeys,
        @DefaultValue @NotNull Map<String, List<String>> classes,
        @DefaultValue @NotNull Map<String, PolicySettings> policies,
        @DefaultValue @Valid Redis redis,
        @DefaultValue @Valid Region region) {

    /**
     * Counters that several nodes share.
     *
     * @param url {@code redis://host:port} of a Redis or Valkey server, {@code rediss://} for TLS with a certificate that is
     *     checked; empty: each node counts for itself
     * @param timeout how long a request waits for it at most
     * @param slice how much of a limit a node may hold of one key, to decide without a round trip: a part of the limit
     * @param maxSlice the same in units
     * @param lease how long it may hold that
     * @param pause how long the server is left alone after it did not answer
     * @param ca a PEM file with the authorities to trust for {@code rediss://}, also of the regions' servers; empty: those that
     *     Java trusts
     */
    public record Redis(
            @DefaultValue("") @NotNull String url,
            @DefaultValue("") @NotNull String password,
            @DefaultValue("150ms") @NotNull Duration timeout,

            @DefaultValue("0.05") @DecimalMin("0") @DecimalMax("1")
            double slice,

            @DefaultValue("1000") @Min(1) long maxSlice,
            @DefaultValue("2s") @NotNull Duration lease,
            @DefaultValue("500ms") @NotNull Duration pause,
            @DefaultValue("") @NotNull String ca) {}

    /**
     * This region among others; see {@code regions: shared} of a policy.
     *
     * @param name of this region; empty: there is only one
     * @param peers the other regions' Redis servers by region name, {@code redis://host:port}
     * @param every how often demand and shares are exchanged
     * @param floor the part of the whole that a region keeps however little it needs
     */
    public record Region(
            @DefaultValue("") @NotNull String name,
            @DefaultValue @NotNull Map<String, String> peers,
            @DefaultValue("1s") @NotNull Duration every,

            @DefaultValue("0.05") @DecimalMin("0") @DecimalMax("0.5")
            double floor) {}
}
