package io.peakday.consolekit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings that every page of the console may need, under {@code peakday.console}.
 *
 * @param currency what revenue is counted in, ISO 4217
 * @param days how many days the charts of the overview draw
 * @param figures how old the figures of a day that is over may get
 */
@ConfigurationProperties("peakday.console")
@Validated
public record ConsoleSettings(
        @DefaultValue("EUR") @NotNull String currency,
        @DefaultValue("14") @Min(7) @Max(31) int days,
        @DefaultValue("10m") @NotNull Duration figures) {}
