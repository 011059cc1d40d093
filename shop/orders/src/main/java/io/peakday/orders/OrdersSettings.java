package io.peakday.orders;

import io.peakday.engines.SettingDefaults;
import io.peakday.pricing.ShippingSettings;
import io.peakday.pricing.TaxTable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of orders and checkout, under {@code peakday.orders}.
 *
 * @param hold how long checkout reserves the goods; longer than {@code payWithin}
 * @param payWithin how long a checkout may wait for a challenge or the bank before it is given up
 * @param lease how long a node works on a checkout before another may pick it up
 * @param sweepEvery the pause between two looks for checkouts and refunds that were left
 * @param returnWindow how long after delivery a customer may ask for a return
 * @param lookUps how many look-ups by number and e-mail one address may make in ten minutes
 * @param taxRates a file that replaces the built-in tax rates of countries
 * @param taxRegions a file with regions of their own tax or none; one of a built-in region's code replaces that region
 */
@ConfigurationProperties("peakday.orders")
@Validated
public record OrdersSettings(
        @DefaultValue("30m") @NotNull Duration hold,
        @DefaultValue("20m") @NotNull Duration payWithin,
        @DefaultValue("20s") @NotNull Duration lease,
        @DefaultValue("1s") @NotNull Duration sweepEvery,
        @DefaultValue("30d") @NotNull Duration returnWindow,
        @DefaultValue("20") @Min(1) @Max(10_000) int lookUps,
        @Nullable Path taxRates,
        @Nullable Path taxRegions,
        @DefaultValue @NotNull @Valid ShippingSettings shipping) {
    public OrdersSettings {
        if (hold.compareTo(payWithin) <= 0) {
            throw new IllegalArgumentException(
                    "peakday.orders.hold must be longer than peakday.orders.pay-within, or goods"
                            + " could be sold to somebody else while they are being paid for.");
        }
        TaxTable.requireUsable(taxRates, taxRegions);
    }

    public static OrdersSettings defaults() {
        return SettingDefaults.of(OrdersSettings.class);
    }
}
