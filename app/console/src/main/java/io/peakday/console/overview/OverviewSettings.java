package io.peakday.console.overview;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the overview, under {@code peakday.console}.
 *
 * @param days how many days it draws
 * @param figures how old the figures of a day that is over may get
 */
@ConfigurationProperties("peakday.console")
@Validated
public record OverviewSettings(
        @DefaultValue("14") @Min(7) @Max(31) int days,
        @DefaultValue("10m") @NotNull Duration figures) {}
