package io.peakday.storefront;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The shop's own settings, under {@code peakday.storefront}.
 *
 * @param country where the shop is at home, ISO 3166-1 alpha-2: what is promised about delivery is true there
 * @param zone whose time moments are shown in, where no script shows them in the reader's
 * @param productPages memory for finished product pages
 * @param searchPages memory for finished lists of products
 * @param refresh how old a finished page may get although no event has reported a change
 * @param testCards whether checkout names the sandbox's card numbers, where the sandbox takes the payments
 */
@ConfigurationProperties("peakday.storefront")
@Validated
public record StorefrontSettings(
        @DefaultValue("DE") @NotEmpty String country,
        @DefaultValue("Europe/Berlin") @NotNull ZoneId zone,
        @DefaultValue("96MB") @NotNull DataSize productPages,
        @DefaultValue("48MB") @NotNull DataSize searchPages,
        @DefaultValue("5m") @NotNull Duration refresh,
        @DefaultValue("true") boolean testCards) {}
