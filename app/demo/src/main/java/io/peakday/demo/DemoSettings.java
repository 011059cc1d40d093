package io.peakday.demo;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the demo store, under {@code peakday.demo}.
 *
 * @param seed the same seed makes the same store
 */
@ConfigurationProperties("peakday.demo")
@Validated
public record DemoSettings(
        @DefaultValue("2026") long seed,
        @DefaultValue("2000") @Min(64) @Max(100_000) int products,
        @DefaultValue("500") @Min(1) @Max(100_000) int customers,
        @DefaultValue("9000") @Min(0) @Max(1_000_000) int orders,
        @DefaultValue("8000") @Min(0) @Max(1_000_000) int reviews) {}
