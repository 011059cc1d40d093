package io.peakday.sale;

import io.peakday.engines.SettingDefaults;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the sales, under {@code peakday.sale}.
 *
 * @param groupSize the most claims that share a transaction
 * @param maxWaiting claims that may wait for theirs before new ones are refused
 * @param lookAgain how often a node that answers "sold out" from memory looks whether units came back
 * @param lapseEvery pause between two sweeps of holds that were not paid
 * @param lapseBatch holds released in one transaction
 * @param settleEvery pause between two looks for sales that are over
 */
@ConfigurationProperties("peakday.sale")
@Validated
public record SaleSettings(
        @DefaultValue("512") @Min(1) @Max(5_000) int groupSize,
        @DefaultValue("20000") @Min(1) @Max(1_000_000) int maxWaiting,
        @DefaultValue("100ms") @NotNull Duration lookAgain,
        @DefaultValue("500ms") @NotNull Duration lapseEvery,
        @DefaultValue("500") @Min(1) @Max(10_000) int lapseBatch,
        @DefaultValue("5s") @NotNull Duration settleEvery) {
    /** The defaults. */
    public static SaleSettings defaults() {
        return SettingDefaults.of(SaleSettings.class);
    }
}
