package io.peakday.consolekit;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings that every page of the console may need, under {@code peakday.console}.
 *
 * @param currency what revenue is counted in, ISO 4217
 */
@ConfigurationProperties("peakday.console")
@Validated
public record ConsoleSettings(@DefaultValue("EUR") @NotNull String currency) {}
