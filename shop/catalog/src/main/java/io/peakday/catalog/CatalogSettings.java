package io.peakday.catalog;

import io.peakday.engines.SettingDefaults;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the catalogue.
 *
 * @param currency what the store sells in, ISO 4217; the one of {@code peakday.cart.currency} where that is given
 * @param cachedProducts how many whole products a node keeps in memory
 * @param cachedVariants how many variants a node keeps in memory for carts
 * @param productJson memory for products as ready JSON
 * @param priceSweep how often prices that come into force are sent to the other modules
 */
@ConfigurationProperties("peakday.catalog")
@Validated
public record CatalogSettings(
        @DefaultValue("EUR") @NotNull Currency currency,
        @DefaultValue("4000") @Min(100) @Max(5_000_000) int cachedProducts,
        @DefaultValue("60000") @Min(100) @Max(10_000_000) int cachedVariants,
        @DefaultValue("96MB") @NotNull DataSize productJson,
        @DefaultValue("1s") Duration priceSweep) {
    public static final CatalogSettings DEFAULTS = SettingDefaults.of(CatalogSettings.class);
}
